package org.otpfilter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ServiceLoader;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens the data source that the settings name. */
final class Pool {
  private static final int CONNECTIONS = 10;

  private Pool() {}

  static DataSource open(StoreSettings settings) {
    String name = settings.jndiName();
    return name != null ? lookUp(name) : hikari(settings, CONNECTIONS);
  }

  /** A source for the one connection that is not the pool's. */
  static DataSource single(StoreSettings settings, DataSource pool) {
    return settings.jndiName() != null ? pool : hikari(settings, 1);
  }

  // the name is the operator's own setting, never a client's input
  @SuppressWarnings("BanJNDI")
  private static DataSource lookUp(String name) {
    NamingException failure = null;
    for (String tried : new String[] {name, "java:comp/env/" + name}) {
      try {
        if (new InitialContext().lookup(tried) instanceof DataSource source) {
          return source;
        }
      } catch (NamingException e) {
        failure = e;
      }
    }
    String message = "datasource is \"" + name + "\", but JNDI has no DataSource of that name";
    throw failure == null
        ? new StoreStartException(message)
        : new StoreStartException(message, failure);
  }

  private static DataSource hikari(StoreSettings settings, int connections) {
    String given = settings.jdbcUrl();
    String url = given == null ? embedded(settings) : given;
    HikariConfig config = new HikariConfig();
    config.setPoolName("otp-filter");
    config.setJdbcUrl(url);
    config.setDriverClassName(driver(url).getClass().getName());
    config.setUsername(settings.jdbcUser());
    config.setPassword(settings.jdbcPassword());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(2_500);
    config.setValidationTimeout(1_500);
    config.setInitializationFailTimeout(2_500);
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof SQLException sql && sql.getErrorCode() == 90020) {
        throw new StoreStartException(
            "the embedded database in "
                + settings.folder()
                + " is in use by another process; stop that one, or set data-dir",
            e);
      }
      throw new StoreStartException("the database cannot be reached: " + reason(e), e);
    }
  }

  private static String reason(Throwable e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  private static String embedded(StoreSettings settings) {
    try {
      Files.createDirectories(settings.folder());
    } catch (IOException e) {
      throw new StoreStartException("the folder " + settings.folder() + " cannot be made", e);
    }
    // without WRITE_DELAY=0 a commit can be lost by a kill half a second later
    return "jdbc:h2:file:"
        + settings.folder().toAbsolutePath().resolve("otp")
        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }

  /** DriverManager was filled before a webapp's drivers were there; so they are asked directly. */
  private static Driver driver(String url) {
    ClassLoader[] loaders = {
      Thread.currentThread().getContextClassLoader(), Pool.class.getClassLoader()
    };
    for (ClassLoader loader : loaders) {
      Driver found = driver(url, loader);
      if (found != null) {
        return found;
      }
    }
    throw new StoreStartException(
        "no JDBC driver takes the jdbc-url; put the database's driver jar into WEB-INF/lib");
  }

  private static @Nullable Driver driver(String url, @Nullable ClassLoader loader) {
    for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
      try {
        if (driver.acceptsURL(url)) {
          return driver;
        }
      } catch (SQLException e) {
        // then it is not the one
      }
    }
    return null;
  }
}
