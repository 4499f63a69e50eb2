package org.otpfilter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.otpfilter.device.StoreUnavailableException;
import org.otpfilter.jdbc.Sql.SqlFailure;

/** Work on a connection of the pool, with or without a transaction. Thread-safe. */
final class Connections {

  /** No answer within this time is no answer. */
  static final int NETWORK_TIMEOUT_MILLIS = 5_000;

  private final DataSource pool;

  Connections(DataSource pool) {
    this.pool = pool;
  }

  /** One or more statements, each committed by itself. */
  <T> T run(Function<Sql, T> work) {
    try (Connection connection = open(pool)) {
      return work.apply(new Sql(connection));
    } catch (SqlFailure e) {
      throw unavailable(e.sql());
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /** One transaction, tried once more if the database broke it off in favour of another. */
  <T> T transact(Function<Sql, T> work) {
    try {
      return once(work);
    } catch (SQLException first) {
      if (!brokenOff(first)) {
        throw unavailable(first);
      }
    }
    try {
      return once(work);
    } catch (SQLException second) {
      throw unavailable(second);
    }
  }

  private <T> T once(Function<Sql, T> work) throws SQLException {
    try (Connection connection = open(pool)) {
      boolean before = connection.getAutoCommit();
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        T result = work.apply(new Sql(connection));
        connection.commit();
        committed = true;
        return result;
      } catch (SqlFailure e) {
        throw e.sql();
      } finally {
        if (!committed) {
          rollBack(connection);
        }
        connection.setAutoCommit(before);
      }
    }
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // the connection is gone, and the transaction with it
    }
  }

  static Connection open(DataSource source) throws SQLException {
    Connection connection = source.getConnection();
    try {
      connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
    } catch (SQLFeatureNotSupportedException e) {
      // a database in this process has no network
    }
    return connection;
  }

  private static boolean brokenOff(SQLException e) {
    String state = e.getSQLState();
    return (state != null && (state.startsWith("40") || state.equals("HYT00")))
        || e.getErrorCode() == 1205
        || e.getErrorCode() == 50200;
  }

  static StoreUnavailableException unavailable(SQLException e) {
    return new StoreUnavailableException("the database did not do what it was asked to", e);
  }
}
