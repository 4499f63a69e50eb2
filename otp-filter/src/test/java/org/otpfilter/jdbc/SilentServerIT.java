package org.otpfilter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otpfilter.device.EpochSource;
import org.otpfilter.device.StoreUnavailableException;
import org.otpfilter.testing.Database;
import org.otpfilter.testing.TestDatabase;
import org.otpfilter.user.UserId;

/** A server that takes what it is sent and does not answer: down within seconds, back by itself. */
class SilentServerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private static Store open(Database database) {
    return Store.open(
        StoreContract.settings(database, true), StoreContract.keys("k1"), Clock.systemUTC());
  }

  private static Database through(SilentProxy proxy, Database database) {
    String port = ":" + proxy.port() + "/";
    return new Database(
        database.jdbcUrl().replaceFirst(":\\d+/", port), database.user(), database.password());
  }

  private static SilentProxy proxyOf(Database database) throws Exception {
    return new SilentProxy(URI.create(database.jdbcUrl().substring("jdbc:".length())).getPort());
  }

  private static void assertFailsSoon(Class<? extends Exception> type, ThrowingCallable work) {
    long start = System.nanoTime();
    assertThatThrownBy(work).isInstanceOf(type);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void storeWhenTheServerFallsSilentThenItIsUnavailableUntilItSpeaks(TestDatabase kind)
      throws Exception {
    Database database = kind.fresh();
    UserId user = StoreContract.newUser("alice");
    try (SilentProxy proxy = proxyOf(database);
        Store store = open(through(proxy, database));
        EpochSource look = store.epochs()) {
      long epoch = store.devices().transact(user, ledger -> ledger.raiseEpoch());
      assertThat(look.changedWithin(Duration.ofHours(1))).containsEntry(user.key(), epoch);

      proxy.silent(true);
      assertFailsSoon(StoreUnavailableException.class, () -> store.devices().find(user));
      assertFailsSoon(
          StoreUnavailableException.class,
          () -> store.devices().transact(user, ledger -> ledger.raiseEpoch()));
      assertFailsSoon(
          StoreUnavailableException.class, () -> look.changedWithin(Duration.ofHours(1)));
      assertFailsSoon(
          StoreUnavailableException.class, () -> look.changedWithin(Duration.ofHours(1)));

      proxy.silent(false);
      assertThat(back(store, user)).isEqualTo(1);
      assertThat(look.changedWithin(Duration.ofHours(1))).containsEntry(user.key(), 1L);
    }
  }

  /** The epoch, as soon as the pool has thrown away its silent connections. */
  private static long back(Store store, UserId user) {
    for (int i = 0; i < 10; i++) {
      try {
        return store.devices().find(user).epoch();
      } catch (StoreUnavailableException e) {
        // each try takes a while: no need to sleep
      }
    }
    return store.devices().find(user).epoch();
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void startWhenTheServerIsSilentThenItFails(TestDatabase kind) throws Exception {
    Database database = kind.fresh();
    try (SilentProxy proxy = proxyOf(database)) {
      proxy.silent(true);

      assertFailsSoon(StoreStartException.class, () -> open(through(proxy, database)));
    }
  }
}
