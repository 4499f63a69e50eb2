package org.otpfilter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.h2.jdbc.JdbcConnection;

/**
 * The H2 that the product brings, under whatever name the build gave it. It opens databases without
 * H2's own driver class, which would enter itself into {@link java.sql.DriverManager} and could
 * then be handed the host application's databases.
 */
final class InnerH2 implements Connector {
  static final InnerH2 INSTANCE = new InnerH2();

  private InnerH2() {}

  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    try {
      return new JdbcConnection(url, properties, null, null, false);
    } catch (SQLException e) {
      throw e.getCause() instanceof LinkageError missing ? incomplete(missing) : e;
    }
  }

  private static SQLException incomplete(LinkageError missing) {
    return new SQLException(
        "the H2 of the drop-in jar is without what jdbc-url asks for ("
            + missing.getMessage()
            + "); put an h2-….jar into WEB-INF/lib",
        missing);
  }
}
