package org.otpfilter.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections straight from a JDBC driver, a new one each time. Does not go through {@link
 * DriverManager}, which in a container was filled before the webapp's drivers were there.
 */
final class DriverDataSource implements DataSource, AutoCloseable {
  private static final Pattern KIND = Pattern.compile("^jdbc:([^:]*):");

  private final Connector connector;
  private final LoadedDrivers drivers;
  private final String url;
  private final Properties properties = new Properties();
  private volatile int loginSeconds = 2;

  private DriverDataSource(
      Connector connector,
      LoadedDrivers drivers,
      String url,
      @Nullable String user,
      @Nullable String password) {
    this.connector = connector;
    this.drivers = drivers;
    this.url = url;
    properties.putAll(limits(kind(url)));
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
  }

  /** Of the product's own database, always by the H2 that it brings. */
  static DriverDataSource ofEmbedded(String url) {
    return new DriverDataSource(InnerH2.INSTANCE, new LoadedDrivers(null), url, "sa", "");
  }

  /**
   * Finds the driver of the URL, or says which jar is missing. The host's H2 goes before the one
   * that the product brings.
   */
  static DriverDataSource of(String url, @Nullable String user, @Nullable String password) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader own = DriverDataSource.class.getClassLoader();
    LoadedDrivers drivers = new LoadedDrivers(context);
    Optional<Connector> connector =
        Stream.of(Optional.ofNullable(context), Optional.ofNullable(own))
            .flatMap(Optional::stream)
            .flatMap(loader -> drivers.find(url, loader).stream())
            .<Connector>map(driver -> driver::connect)
            .findFirst()
            .or(() -> kind(url).equals("h2") ? Optional.of(InnerH2.INSTANCE) : Optional.empty());
    if (connector.isEmpty()) {
      drivers.leave();
      throw new StoreStartException(missing(url), null);
    }
    return new DriverDataSource(connector.get(), drivers, url, user, password);
  }

  /** What stands between the first two colons. */
  private static String kind(String url) {
    Matcher kind = KIND.matcher(url);
    return kind.find() ? kind.group(1).toLowerCase(Locale.ROOT) : "";
  }

  /** By default the drivers wait for ever for a server that takes the connection and is silent. */
  private static Map<String, String> limits(String kind) {
    return switch (kind) {
      case "postgresql" -> Map.of("connectTimeout", "5", "socketTimeout", "5");
      case "mariadb", "mysql" -> Map.of("connectTimeout", "5000", "socketTimeout", "5000");
      default -> Map.of();
    };
  }

  private static String missing(String url) {
    String kind = kind(url);
    String jar =
        switch (kind) {
          case "postgresql" -> "postgresql";
          case "mariadb" -> "mariadb-java-client";
          case "mysql" -> "mysql-connector-j";
          default -> "";
        };
    return jar.isEmpty()
        ? "jdbc-url begins with \"jdbc:"
            + kind
            + ":\", for which there is no driver here; supported are "
            + String.join(", ", Arrays.asList("h2", "postgresql", "mariadb", "mysql"))
        : "no JDBC driver for jdbc:"
            + kind
            + ": was found; put "
            + jar
            + "-….jar into WEB-INF/lib or the container's lib folder";
  }

  /** Connections that are open stay so. */
  @Override
  public void close() {
    drivers.leave();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = connector.connect(url, (Properties) properties.clone());
    if (connection == null) {
      throw new SQLException("the driver refuses jdbc-url, which it had said to accept");
    }
    // a migration may take its time; whoever works for a request sets a limit of its own
    Transactions.limitAnswer(connection, 0);
    return connection;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the user is that of the settings");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    // nothing is logged here
  }

  /** Only remembered: the drivers have their own, and the pool waits no longer than this. */
  @Override
  public void setLoginTimeout(int seconds) {
    loginSeconds = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginSeconds;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("no java.util.logging here");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
