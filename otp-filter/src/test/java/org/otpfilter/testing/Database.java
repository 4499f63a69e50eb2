package org.otpfilter.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * An empty database of one test. It is not cleaned up: it ends with the JVM that runs the tests.
 */
public record Database(String jdbcUrl, String user, String password) {

  /** Opens a connection that the caller closes. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, user, password);
  }
}
