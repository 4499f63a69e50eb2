package org.otpfilter.proof.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database server process on the loopback address, which keeps its port and its data when it is
 * killed and started again. The product uses the account {@code app}, which owns a database of that
 * name and may do nothing else.
 */
interface DatabaseServer extends AutoCloseable {

  /** The account of the product, without a password. */
  String APP = "app";

  /** Which server. */
  enum Kind {
    postgresql,
    mariadb;

    /**
     * Starts one.
     *
     * @param by a command that becomes another, to run it in surroundings of its own
     */
    DatabaseServer start(Path folder, List<String> by) throws IOException, InterruptedException {
      return this == postgresql
          ? PostgresServer.start(folder, by)
          : MariadbServer.start(folder, by);
    }
  }

  /** Where it listens. */
  int port();

  /** The product's database through that port. */
  String url(int port);

  /** A connection of the administrator to the product's database. */
  Connection administrator() throws SQLException;

  /** As {@code kill -9} of all its processes does. */
  void kill() throws IOException, InterruptedException;

  /** Starts it again; it takes connections when this returns. */
  void restart() throws IOException, InterruptedException;

  /** What the administrator says to let it take no writes, or take them again. */
  List<String> readOnly(boolean on);

  /** What lets the product's account in no more and ends its connections, or lets it in again. */
  List<String> lockedOut(boolean on);

  /** What makes transactions of the product's new connections serializable, or as they were. */
  List<String> serializable(boolean on);

  /** What makes the transaction of the administrator keep everybody else from the users. */
  List<String> lockUsers();

  /** How many sessions wait for that lock: a query. */
  String waiting();

  /** How many transactions it has ended since its start because of others. */
  long conflicts() throws IOException, SQLException;

  /** What writes each change of a device's step down, as part of the transaction that makes it. */
  List<String> stepTrigger();

  /** What leaves the product's database without anything in it. */
  List<String> emptied();

  /** What makes a list of the product's columns and indexes: a query. */
  String structure();

  /** All columns and indexes of the product's tables, in order. */
  default List<String> tables() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Connection connection = administrator();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(structure())) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  /** Runs statements as the administrator. */
  default void run(List<String> statements) throws SQLException {
    try (Connection connection = administrator();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The number that a query of the administrator finds. */
  default long number(String query) throws SQLException {
    try (Connection connection = administrator();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Whether it takes connections. */
  default boolean answers() {
    try {
      administrator().close();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** A connection as the product has it, but not through a proxy. */
  default Connection app() throws SQLException {
    return DriverManager.getConnection(url(port()), APP, "");
  }

  @Override
  void close();
}
