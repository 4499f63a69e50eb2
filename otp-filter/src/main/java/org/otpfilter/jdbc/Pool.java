package org.otpfilter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The data sources of a store: a pool, and one whose connections are not the pool's. A container's
 * data source is both.
 *
 * @param product the database's name, as its driver gives it
 */
record Pool(DataSource pooled, DataSource direct, String product) implements AutoCloseable {
  private static final int CONNECTIONS = 10;

  /** Finds or makes the pool; a connection has been made when it returns. */
  static Pool open(StoreSettings settings) {
    String name = settings.jndiName();
    DataSource direct = name == null ? driver(settings) : lookUp(name);
    // kept open meanwhile: H2 would close the database with its last connection
    try (Connection first = direct.getConnection()) {
      String product = first.getMetaData().getDatabaseProductName();
      return new Pool(name == null ? hikari(direct) : direct, direct, product);
    } catch (SQLException | RuntimeException e) {
      closeOwn(direct);
      throw unreachable(settings, e);
    }
  }

  private static StoreStartException unreachable(StoreSettings settings, Exception e) {
    if (e instanceof SQLException sql && EmbeddedFolder.inUse(sql.getErrorCode())) {
      return new StoreStartException(
          settings.where()
              + " is in use, by another process or by this application itself; end that one (an"
              + " earlier instance of this container may still run, and Jetty 12.1 starts a replaced"
              + " WAR before it ends the old one), or give this one its own data-dir",
          e);
    }
    String reason = String.valueOf(e.getMessage());
    String blotted = settings.blot(reason);
    return new StoreStartException(
        settings.where() + " cannot be reached: " + blotted, blotted.equals(reason) ? e : null);
  }

  private static DataSource driver(StoreSettings settings) {
    String url = settings.jdbcUrl();
    return url == null
        ? DriverDataSource.ofEmbedded(EmbeddedFolder.url(settings.folder()))
        : DriverDataSource.of(url, settings.jdbcUser(), settings.jdbcPassword());
  }

  private static HikariDataSource hikari(DataSource direct) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("otp-filter");
    config.setThreadFactory(new PoolThreads());
    config.setDataSource(direct);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(2_500);
    config.setValidationTimeout(1_500);
    return new HikariDataSource(config);
  }

  @SuppressWarnings("BanJNDI") // the name is the operator's, never a client's
  private static DataSource lookUp(String name) {
    StringBuilder reasons = new StringBuilder();
    for (String tried : new String[] {name, "java:comp/env/" + name}) {
      try {
        Object found = new InitialContext().lookup(tried);
        if (found instanceof DataSource source) {
          return source;
        }
        reasons.append("; ").append(tried).append(" is no javax.sql.DataSource");
      } catch (NamingException e) {
        reasons.append("; ").append(tried).append(": ").append(e.getMessage());
      }
    }
    throw new StoreStartException(
        "datasource is \"" + name + "\", but JNDI does not have it" + reasons, null);
  }

  /** Closes what was made here; a container's data source is the container's. */
  @Override
  public void close() {
    // a container's own pool may be a Hikari as well
    if (pooled != direct && pooled instanceof HikariDataSource hikari) {
      hikari.close();
      if (hikari.getThreadFactory() instanceof PoolThreads threads) {
        threads.awaitEnd();
      }
    }
    closeOwn(direct);
  }

  private static void closeOwn(DataSource direct) {
    if (direct instanceof DriverDataSource own) {
      own.close();
    }
  }
}
