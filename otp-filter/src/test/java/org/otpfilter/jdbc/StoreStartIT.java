package org.otpfilter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.spi.NamingManager;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.otpfilter.device.EpochSource;
import org.otpfilter.device.StoreUnavailableException;
import org.otpfilter.testing.Database;
import org.otpfilter.testing.TestDatabase;
import org.otpfilter.user.UserId;

/** Opening a store: what stops it, and a container's data source. */
class StoreStartIT {
  private static final Map<String, DataSource> BOUND = new HashMap<>();

  private static StoreSettings at(String url) {
    return new StoreSettings(null, url, "root", "hunter2", Path.of("unused"), true, "node-1");
  }

  private static Store open(StoreSettings settings) {
    return Store.open(settings, StoreContract.keys("k1"), Clock.systemUTC());
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://127.0.0.1:1/app?password=hunter2, jdbc:postgresql://127.0.0.1:1/app cannot",
    "jdbc:mariadb://root:hunter2@127.0.0.1:1/app,        jdbc:mariadb://127.0.0.1:1/app cannot",
    "jdbc:sqlserver://127.0.0.1:1;password=hunter2,      supported are h2",
    "jdbc:mysql://127.0.0.1:1/app?password=hunter2,      mysql-connector-j",
  })
  void startWhenTheDatabaseIsNotThereThenTheMessageSaysWhereAndNoPassword(
      String url, String message) {
    assertThatThrownBy(() -> open(at(url)))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("hunter2");
    assertThat(at(url).toString()).doesNotContain("hunter2");
  }

  @Test
  void productWhenUnknownThenThereIsNoDialect() {
    assertThat(Dialect.ofProduct("MySQL")).isEqualTo(Optional.of(Dialect.MARIADB));
    assertThat(Dialect.ofProduct("Apache Derby")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void containerPoolWhenUsedThenItsConnectionsComeBackAsTheyWere(TestDatabase kind)
      throws SQLException, NamingException {
    Database database = kind.fresh();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(2);
    UserId user = StoreContract.newUser("alice");
    try (HikariDataSource pool = new HikariDataSource(config)) {
      ManualCommitSource container = new ManualCommitSource(pool);
      bind("java:comp/env/jdbc/otp", container.source());
      StoreSettings settings =
          new StoreSettings("jdbc/otp", null, null, null, Path.of("unused"), true, "node-1");
      try (Store store = open(settings);
          EpochSource look = store.epochs()) {
        long epoch = store.devices().transact(user, ledger -> ledger.raiseEpoch());
        assertThatThrownBy(
                () ->
                    store
                        .devices()
                        .transact(
                            user,
                            ledger -> {
                              throw new IllegalStateException("on purpose " + ledger.raiseEpoch());
                            }))
            .hasMessage("on purpose 2");

        assertThat(epoch).isEqualTo(1);
        assertThat(store.devices().find(user).epoch()).isEqualTo(1);
        assertThat(look.changedWithin(Duration.ofMinutes(1))).containsEntry(user.key(), 1L);
      }
      assertThat(pool.isClosed()).isFalse();
      assertThat(container.givenBackOtherwise()).isZero();
    }
  }

  @Test
  void dataSourceWhenNotBoundThenTheMessageHasBothNames() throws NamingException {
    bind("java:comp/env/other", new HikariDataSource());
    StoreSettings settings =
        new StoreSettings("jdbc/none", null, null, null, Path.of("unused"), true, "node-1");

    assertThatThrownBy(() -> open(settings))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("\"jdbc/none\"")
        .hasMessageContaining("java:comp/env/jdbc/none");
  }

  private static void bind(String name, DataSource source) throws NamingException {
    if (!NamingManager.hasInitialContextFactoryBuilder()) {
      NamingManager.setInitialContextFactoryBuilder(
          environment ->
              ignored ->
                  new InitialContext(true) {
                    @Override
                    public Object lookup(String wanted) throws NamingException {
                      DataSource found = BOUND.get(wanted);
                      if (found == null) {
                        throw new NamingException(wanted + " is not bound");
                      }
                      return found;
                    }
                  });
    }
    BOUND.put(name, source);
  }

  @Test
  void storeWhenClosedThenItIsUnavailable() {
    Database database = TestDatabase.H2.fresh();
    Store store = open(StoreContract.settings(database, true));
    store.close();

    assertThatThrownBy(() -> store.devices().find(StoreContract.newUser("alice")))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(
            () -> store.devices().transact(StoreContract.newUser("alice"), ledger -> "x"))
        .isInstanceOf(StoreUnavailableException.class);
  }

  /** A container's pool whose connections do not commit by themselves. */
  private record ManualCommitSource(HikariDataSource pool, int[] otherwise) {
    ManualCommitSource(HikariDataSource pool) {
      this(pool, new int[1]);
    }

    int givenBackOtherwise() {
      return otherwise[0];
    }

    DataSource source() {
      return (DataSource)
          Proxy.newProxyInstance(
              StoreStartIT.class.getClassLoader(),
              new Class<?>[] {DataSource.class},
              (proxy, method, arguments) ->
                  method.getName().equals("getConnection") ? connection() : null);
    }

    private Connection connection() throws SQLException {
      Connection connection = pool.getConnection();
      connection.setAutoCommit(false);
      return (Connection)
          Proxy.newProxyInstance(
              StoreStartIT.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close") && connection.getAutoCommit()) {
                  otherwise[0]++;
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }
}
