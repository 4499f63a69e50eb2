package org.otpfilter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.sql.DataSource;
import org.otpfilter.device.StoreUnavailableException;

/**
 * Connections of a pool, each borrowed for one piece of work and given back as it was. The
 * isolation is the server's default: READ COMMITTED (H2, PostgreSQL) and REPEATABLE READ (MariaDB)
 * are what the tests run; under a stricter one nothing is wrongly granted, but more work is
 * refused.
 */
final class Transactions {
  private static final int ANSWER_MILLIS = 5000;

  private final DataSource source;
  private final Dialect dialect;

  Transactions(DataSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  Dialect dialect() {
    return dialect;
  }

  /** Every statement of the work is a transaction of its own. */
  <T> T single(Function<SqlSession, T> work) {
    try {
      return plain(work);
    } catch (StatementFailedException e) {
      throw unavailable(e.failure());
    }
  }

  /**
   * The work is one transaction: committed when it returns, rolled back when it throws. Run a
   * second time, as a whole, when the database chose it as victim of a conflict.
   */
  <T> T run(Function<SqlSession, T> work) {
    try {
      return borrow(false, work);
    } catch (StatementFailedException e) {
      if (!dialect.isTransient(e.failure())) {
        throw unavailable(e.failure());
      }
    }
    try {
      return borrow(false, work);
    } catch (StatementFailedException e) {
      throw unavailable(e.failure());
    }
  }

  /** As {@link #single}, for work that looks at its own {@link StatementFailedException}s. */
  <T> T plain(Function<SqlSession, T> work) {
    return borrow(true, work);
  }

  private <T> T borrow(boolean autoCommit, Function<SqlSession, T> work) {
    try (Connection connection = source.getConnection()) {
      int timeout = limitAnswer(connection, ANSWER_MILLIS);
      boolean before = connection.getAutoCommit();
      try {
        connection.setAutoCommit(autoCommit);
        return autoCommit ? work.apply(new SqlSession(connection)) : commit(connection, work);
      } finally {
        giveBack(connection, before, timeout);
      }
    } catch (SQLException e) {
      throw new StatementFailedException(e);
    }
  }

  private static <T> T commit(Connection connection, Function<SqlSession, T> work)
      throws SQLException {
    boolean committed = false;
    try {
      T result = work.apply(new SqlSession(connection));
      connection.commit();
      committed = true;
      return result;
    } finally {
      if (!committed) {
        rollback(connection);
      }
    }
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // what ended the work is thrown already, and the server rolls back a lost connection
    }
  }

  private static void giveBack(Connection connection, boolean autoCommit, int timeout) {
    try {
      connection.setAutoCommit(autoCommit);
      if (timeout >= 0) {
        limitAnswer(connection, timeout);
      }
    } catch (SQLException e) {
      // broken: the pool finds out by itself, and the work's own outcome stands
    }
  }

  /** Limits each answer of the server; returns the limit before, −1 where the driver has none. */
  static int limitAnswer(Connection connection, int millis) {
    Executor direct = Runnable::run;
    try {
      int before = connection.getNetworkTimeout();
      connection.setNetworkTimeout(direct, millis);
      return before;
    } catch (SQLException | AbstractMethodError e) {
      return -1;
    }
  }

  /** As {@link #limitAnswer(Connection, int)}, with the time after which a store is down. */
  static void limitAnswer(Connection connection) {
    limitAnswer(connection, ANSWER_MILLIS);
  }

  static StoreUnavailableException unavailable(SQLException failure) {
    return new StoreUnavailableException(
        "the store did not do it: " + failure.getMessage(), failure);
  }
}
