package org.otpfilter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.EventType;
import org.otpfilter.device.DeviceId;
import org.otpfilter.device.TotpDevice;
import org.otpfilter.oath.Base32;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.secret.SealingKeys;
import org.otpfilter.secret.SecretBytes;
import org.otpfilter.testing.Database;
import org.otpfilter.testing.TestDatabase;
import org.otpfilter.user.UserId;

/** What any store must do with secrets at rest and with events. */
abstract class StoredSecretsContract extends StoreContract {
  private static final List<String> TABLES =
      List.of(
          "otp_user",
          "otp_device",
          "otp_recovery_code",
          "otp_failure_day",
          "otp_event",
          "otp_schema");

  StoredSecretsContract(TestDatabase kind) {
    super(kind);
  }

  @Test
  void secretWhenStoredThenNoColumnHoldsItInAnyForm() throws SQLException {
    byte[] secret = RANDOM.bytes(20);
    enrol(new SecretBytes(secret));

    String everything = dump();

    String raw = new String(secret, StandardCharsets.ISO_8859_1);
    assertThat(everything).contains(user.key().hex()).doesNotContain(raw);
    assertThat(everything.toLowerCase(Locale.ROOT))
        .doesNotContain(HexFormat.of().formatHex(secret))
        .doesNotContain(Base32.encode(secret).toLowerCase(Locale.ROOT));
    assertThat(everything)
        .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(secret))
        .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Every column of every row, as bytes where it has bytes. */
  private String dump() throws SQLException {
    StringBuilder dump = new StringBuilder();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
          while (row.next()) {
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              Object value = row.getObject(i);
              dump.append(
                      value instanceof byte[] bytes
                          ? new String(bytes, StandardCharsets.ISO_8859_1)
                          : String.valueOf(value))
                  .append('\n');
            }
          }
        }
      }
    }
    return dump.toString();
  }

  @Test
  void secretsWhenSwappedBetweenUsersThenBothArePassedOver() throws SQLException {
    DeviceId mine = enrol();
    DeviceId second = enrol();
    UserId alice = user;
    user = newUser("mallory");
    DeviceId theirs = enrol();

    swap(mine, theirs);

    assertThat(devices()).isEmpty();
    user = alice;
    assertThat(devices()).extracting(TotpDevice::id).containsExactly(second);
    assertThat(account().devices()).hasSize(2);
    assertThat(events("secret-unreadable", mine)).isEqualTo(1);
    assertThat(events("secret-unreadable", theirs)).isEqualTo(1);
  }

  @Test
  void pendingSecretWhenOfAnotherDeviceThenItIsPassedOver() throws SQLException {
    DeviceId first = addPending();
    DeviceId second = addPending();

    swap(first, second);

    assertThat(pending(first)).isEmpty();
    assertThat(pending(second)).isEmpty();
  }

  private void swap(DeviceId one, DeviceId other) throws SQLException {
    byte[] ofOne = secretOf(one);
    byte[] ofOther = secretOf(other);
    sql("UPDATE otp_device SET secret = ? WHERE id = ?", ofOther, one.value());
    sql("UPDATE otp_device SET secret = ? WHERE id = ?", ofOne, other.value());
  }

  private byte[] secretOf(DeviceId id) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT secret FROM otp_device WHERE id = '" + id.value() + "'")) {
      row.next();
      return row.getBytes(1);
    }
  }

  private long events(String type, DeviceId id) throws SQLException {
    return number(
        "SELECT COUNT(*) FROM otp_event WHERE event = ? AND device = ?", type, id.value());
  }

  @Test
  void eventWhenItsWorkIsRolledBackThenItIsNotWritten() throws SQLException {
    AuditEvent event = event(user);
    assertThatThrownBy(
            () ->
                run(
                    ledger -> {
                      ledger.record(event);
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    assertThat(rows("otp_event")).isZero();

    run(ledger -> ledger.record(event));

    assertThat(rows("otp_event")).isEqualTo(1);
  }

  @Test
  void eventsWhenAppendedThenEachColumnHoldsWhatItWasGiven() throws SQLException {
    AuditEvent event =
        new AuditEvent(
            EventType.CODE_REFUSED,
            clock.instant(),
            user,
            "recovery",
            new AuditEvent.Origin("2001:db8::1", "ab12"),
            "wrong 😀".repeat(100),
            7);

    store.events().append(List.of(event, event(user)));

    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT event, name, device, address, session, node, detail, occurrences"
                    + " FROM otp_event WHERE address = '2001:db8::1'")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString("event")).isEqualTo("code-refused");
      assertThat(row.getString("name")).isEqualTo("alice");
      assertThat(row.getString("device")).isEqualTo("recovery");
      assertThat(row.getString("session")).isEqualTo("ab12");
      assertThat(row.getString("node")).isEqualTo("node-1");
      assertThat(event.detail()).startsWith(row.getString("detail"));
      assertThat(row.getInt("occurrences")).isEqualTo(7);
    }
    assertThat(rows("otp_event")).isEqualTo(2);
  }

  @Test
  void eventsWhenThereAreNoneOrNoUserThenTheyAreTaken() throws SQLException {
    store.events().append(List.of());
    long before = number("SELECT COUNT(*) FROM otp_event WHERE user_key IS NULL");

    store.events().append(List.of(event(null)));

    assertThat(number("SELECT COUNT(*) FROM otp_event WHERE user_key IS NULL"))
        .isEqualTo(before + 1);
  }

  private AuditEvent event(@Nullable UserId about) {
    return AuditEvent.of(EventType.STORE_BACK, clock.instant(), about, AuditEvent.Origin.HOUSE);
  }

  @Test
  void keysWhenTheNewOneStandsFirstThenOldSecretsOpenStill() {
    SecretBytes old = newSecret();
    DeviceId id = enrol(old);

    try (Store rotated = Store.open(settings(database, false), keys("k2", "k1"), clock)) {
      Optional<TotpDevice> device =
          rotated.devices().transact(user, ledger -> ledger.devices().stream().findFirst());
      assertThat(device).map(TotpDevice::id).contains(id);
      assertThat(device).map(TotpDevice::secret).contains(old);
    }
  }

  @Test
  void startWhenAKeyIsMissingOrAnotherThenItFailsAndNamesIt() {
    enrol();

    assertThatThrownBy(() -> Store.open(settings(database, false), keys("k2"), clock))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("k1");
  }

  @Test
  void startWhenAKeyOfTheSameIdIsAnotherThenItFailsAndNamesIt() {
    enrol();
    String other = "k1:" + Base64.getEncoder().encodeToString(RANDOM.bytes(32));
    SealingKeys keys = SealingKeys.parse(List.of(other), RANDOM);

    assertThatThrownBy(() -> Store.open(settings(database, false), keys, clock))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("under the key k1");
  }

  @Test
  void startWhenThereAreManyDevicesThenAKeyOfTheLastOnesIsMissedToo() throws SQLException {
    Database many = kind.fresh();
    try (Store both = Store.open(settings(many, true), keys("k2", "k1"), clock)) {
      DeviceId last = new DeviceId("f" + newId().value().substring(1));
      boolean confirmed =
          both.devices()
              .transact(
                  user,
                  ledger -> {
                    ledger.addPending(last, OtpParameters.DEFAULT, newSecret(), MAX_AGE);
                    return ledger.confirm(last, "phone", 100);
                  });
      assertThat(confirmed).isTrue();
      copyBefore(many, last, 5_000);
    }

    assertThatThrownBy(() -> Store.open(settings(many, false), keys("k1"), clock))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("under the key k2");
  }

  @Test
  void startWhenNothingStoredIsSealedThenItFails() throws SQLException {
    Database damaged = kind.fresh();
    try (Store fresh = Store.open(settings(damaged, true), keys("k1"), clock)) {
      DeviceId id = newId();
      boolean confirmed =
          fresh
              .devices()
              .transact(
                  user,
                  ledger -> {
                    ledger.addPending(id, OtpParameters.DEFAULT, newSecret(), MAX_AGE);
                    return ledger.confirm(id, "phone", 100);
                  });
      assertThat(confirmed).isTrue();
    }
    Store.open(settings(damaged, false), keys("k1"), clock).close();
    try (Connection connection = damaged.connect();
        PreparedStatement update =
            connection.prepareStatement("UPDATE otp_device SET secret = ?")) {
      update.setBytes(1, new byte[] {0});
      update.executeUpdate();
    }

    assertThatThrownBy(() -> Store.open(settings(damaged, false), keys("k1"), clock))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("not one of 1 devices");
  }

  /** Rows of a device that no key is needed for, with ids that come first. */
  private static void copyBefore(Database database, DeviceId device, int count)
      throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO otp_device (id, user_key, name, algorithm, digits, period, secret,"
                    + " last_step, epoch, created_at, confirmed_at) SELECT ?, user_key, name,"
                    + " algorithm, digits, period, ?, last_step, epoch, created_at, confirmed_at"
                    + " FROM otp_device WHERE id = ?")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < count; i++) {
        insert.setString(1, String.format(Locale.ROOT, "%032x", i));
        insert.setBytes(2, new byte[] {0});
        insert.setString(3, device.value());
        insert.executeUpdate(); // MariaDB's driver takes no batch of such statements
      }
      connection.commit();
    }
  }
}
