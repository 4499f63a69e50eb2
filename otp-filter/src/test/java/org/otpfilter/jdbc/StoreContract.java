package org.otpfilter.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.otpfilter.device.DeviceId;
import org.otpfilter.device.TotpDevice;
import org.otpfilter.device.UserAccount;
import org.otpfilter.device.UserLedger;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.secret.Randomness;
import org.otpfilter.secret.SealingKeys;
import org.otpfilter.secret.SecretBytes;
import org.otpfilter.testing.Database;
import org.otpfilter.testing.SettableClock;
import org.otpfilter.testing.TestDatabase;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserKey;

/** A store over a new database of one kind, and a new user for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {
  static final Duration MAX_AGE = Duration.ofMinutes(10);
  static final Randomness RANDOM = new Randomness();
  static final SealingKeys KEYS = keys("k1");

  final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00.123456Z"));
  final TestDatabase kind;
  Database database;
  Store store;
  UserId user;

  StoreContract(TestDatabase kind) {
    this.kind = kind;
  }

  static SealingKeys keys(String... ids) {
    return SealingKeys.parse(List.of(ids).stream().map(StoreContract::keyLine).toList(), RANDOM);
  }

  /** The same key for the same id. */
  private static String keyLine(String id) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) id.hashCode());
    return id + ":" + Base64.getEncoder().encodeToString(bytes);
  }

  static StoreSettings settings(Database database, boolean migrate) {
    return new StoreSettings(
        null,
        database.jdbcUrl(),
        database.user(),
        database.password(),
        Path.of("unused"),
        migrate,
        "node-1");
  }

  @BeforeAll
  void open() {
    database = kind.fresh();
    store = Store.open(settings(database, true), KEYS, clock);
  }

  @AfterAll
  void close() {
    if (store != null) {
      store.close();
    }
  }

  @BeforeEach
  void newUser() {
    user = newUser("alice");
  }

  static UserId newUser(String name) {
    return new UserId(new UserKey(HexFormat.of().formatHex(RANDOM.bytes(32))), name);
  }

  static DeviceId newId() {
    return new DeviceId(RANDOM.id());
  }

  static SecretBytes newSecret() {
    return new SecretBytes(RANDOM.bytes(20));
  }

  <T> T transact(Function<UserLedger, T> work) {
    return store.devices().transact(user, work);
  }

  /** For work that answers nothing. */
  void run(Consumer<UserLedger> work) {
    boolean unused =
        transact(
            ledger -> {
              work.accept(ledger);
              return true;
            });
  }

  boolean does(Predicate<UserLedger> work) {
    return transact(work::test);
  }

  List<TotpDevice> devices() {
    return transact(UserLedger::devices);
  }

  Optional<TotpDevice> pending(DeviceId id) {
    return transact(ledger -> ledger.pending(id, MAX_AGE));
  }

  long raiseEpoch() {
    return transact(UserLedger::raiseEpoch);
  }

  UserAccount account() {
    return store.devices().find(user);
  }

  DeviceId addPending() {
    return addPending(newSecret());
  }

  DeviceId addPending(SecretBytes secret) {
    DeviceId id = newId();
    run(ledger -> ledger.addPending(id, OtpParameters.DEFAULT, secret, MAX_AGE));
    return id;
  }

  /** A confirmed device whose step 100 is burnt; the epoch is one higher then. */
  DeviceId enrol() {
    return enrol(newSecret());
  }

  DeviceId enrol(SecretBytes secret) {
    DeviceId id = addPending(secret);
    boolean confirmed =
        transact(
            ledger -> {
              boolean done = ledger.confirm(id, "phone", 100);
              ledger.raiseEpoch();
              return done;
            });
    if (!confirmed) {
      throw new AssertionError("the device was not confirmed");
    }
    return id;
  }

  /** Runs a statement beside the store. */
  int sql(String statement, @Nullable Object... arguments) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < arguments.length; i++) {
        prepared.setObject(i + 1, arguments[i]);
      }
      return prepared.executeUpdate();
    }
  }

  /** The one number that a query answers. */
  long number(String query, @Nullable Object... arguments) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement prepared = connection.prepareStatement(query)) {
      for (int i = 0; i < arguments.length; i++) {
        prepared.setObject(i + 1, arguments[i]);
      }
      try (ResultSet row = prepared.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  long rows(String table) throws SQLException {
    return number("SELECT COUNT(*) FROM " + table + " WHERE user_key = ?", user.key().hex());
  }
}
