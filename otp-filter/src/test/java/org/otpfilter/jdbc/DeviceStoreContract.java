package org.otpfilter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.otpfilter.device.DeviceId;
import org.otpfilter.device.EpochSource;
import org.otpfilter.device.TotpDevice;
import org.otpfilter.device.UserAccount;
import org.otpfilter.oath.HashAlgorithm;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.secret.SecretBytes;
import org.otpfilter.testing.TestDatabase;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserKey;

/** What any store must do with users, devices and epochs. */
abstract class DeviceStoreContract extends StoreContract {

  DeviceStoreContract(TestDatabase kind) {
    super(kind);
  }

  @Test
  void accountWhenNothingIsStoredThenItIsUnknown() {
    assertThat(account()).isEqualTo(UserAccount.UNKNOWN);
  }

  @Test
  void accountWhenTheUserIsStoredThenItHasTheFirstName() {
    run(ledger -> ledger.epoch());
    UserId respelled = new UserId(user.key(), "ALICE");

    long epoch = store.devices().transact(respelled, ledger -> ledger.epoch());

    assertThat(epoch).isZero();
    assertThat(store.devices().find(respelled).name()).isEqualTo("alice");
  }

  @Test
  void nameWhenItIsLongThenItIsCutBetweenCharacters() {
    for (String name : List.of("x".repeat(300), "é".repeat(300), "x" + "😀".repeat(200))) {
      user = newUser(name);
      run(ledger -> ledger.epoch());

      String stored = account().name();
      assertThat(name).startsWith(stored);
      assertThat(stored.length()).isBetween(254, 255);
      assertThat(Character.isHighSurrogate(stored.charAt(stored.length() - 1))).isFalse();
    }
  }

  @Test
  void nameWhenADatabaseCannotHoldACharacterThenItIsReplaced() {
    DeviceId id = enrol();

    run(ledger -> ledger.rename(id, "a\u0000b\ud83d"));

    assertThat(account().devices().get(0).name()).isEqualTo("a\ufffdb\ufffd");
  }

  @Test
  void deviceWhenPendingThenItIsNotEnrolled() {
    SecretBytes secret = newSecret();
    DeviceId id = addPending(secret);

    assertThat(account().enrolled()).isFalse();
    assertThat(devices()).isEmpty();
    assertThat(does(ledger -> ledger.advance(id, 5))).isFalse();
    assertThat(pending(id)).contains(new TotpDevice(id, "", OtpParameters.DEFAULT, secret, 0, -1));
  }

  @Test
  void deviceWhenConfirmedThenItIsListedAndItsStepIsBurnt() {
    SecretBytes secret = newSecret();
    OtpParameters parameters = new OtpParameters(HashAlgorithm.SHA512, 8, 60);
    DeviceId id = newId();
    run(ledger -> ledger.addPending(id, parameters, secret, MAX_AGE));

    assertThat(does(ledger -> ledger.confirm(id, "Telefon 📱", 100))).isTrue();

    assertThat(account().devices())
        .containsExactly(new UserAccount.Entry(id, "Telefon 📱", 8, clock.instant()));
    assertThat(devices())
        .containsExactly(new TotpDevice(id, "Telefon 📱", parameters, secret, 0, 100));
    assertThat(pending(id)).isEmpty();
    assertThat(does(ledger -> ledger.confirm(id, "again", 200))).isFalse();
    assertThat(does(ledger -> ledger.advance(id, 100))).isFalse();
  }

  @Test
  void stepWhenNotLaterThanTheLastThenItIsRefused() {
    DeviceId id = enrol();

    assertThat(does(ledger -> ledger.advance(id, 101))).isTrue();
    assertThat(does(ledger -> ledger.advance(id, 101))).isFalse();
    assertThat(does(ledger -> ledger.advance(id, 100))).isFalse();
    assertThat(does(ledger -> ledger.advance(id, 102))).isTrue();
  }

  @Test
  void pendingDeviceWhenTooOldThenItIsGone() throws SQLException {
    DeviceId id = addPending();

    clock.advance(MAX_AGE);
    assertThat(pending(id)).isPresent();
    clock.advance(Duration.ofNanos(1_000));
    assertThat(pending(id)).isEmpty();

    addPending();
    assertThat(rows("otp_device")).isEqualTo(1);
  }

  @Test
  void pendingDevicesWhenMoreThanTenThenTheOldestGo() throws SQLException {
    List<DeviceId> ids = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      clock.advance(Duration.ofSeconds(1));
      ids.add(addPending());
    }

    assertThat(rows("otp_device")).isEqualTo(10);
    assertThat(pending(ids.get(1))).isEmpty();
    assertThat(pending(ids.get(2))).isPresent();

    run(ledger -> ledger.dropPending());
    assertThat(rows("otp_device")).isZero();
  }

  @Test
  void pendingDevicesWhenDroppedThenConfirmedOnesStay() {
    DeviceId id = enrol();
    addPending();

    run(ledger -> ledger.dropPending());

    assertThat(account().devices()).extracting(UserAccount.Entry::id).containsExactly(id);
  }

  @Test
  void confirmationWhenTheEpochWasRaisedSinceThenItIsRefused() {
    DeviceId id = addPending();
    run(ledger -> ledger.raiseEpoch());

    assertThat(does(ledger -> ledger.confirm(id, "phone", 1))).isFalse();
    assertThat(account().enrolled()).isFalse();
  }

  @Test
  void devicesWhenSeveralThenTheOldestIsFirst() {
    List<DeviceId> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clock.advance(Duration.ofSeconds(1));
      ids.add(enrol());
    }

    assertThat(account().devices()).extracting(UserAccount.Entry::id).isEqualTo(ids);
    assertThat(devices()).extracting(TotpDevice::id).isEqualTo(ids);
  }

  @Test
  void deviceWhenRenamedOrRemovedThenOnlyConfirmedOnesAre() {
    DeviceId id = enrol();
    DeviceId pending = addPending();

    assertThat(does(ledger -> ledger.rename(id, "tablet"))).isTrue();
    assertThat(account().devices().get(0).name()).isEqualTo("tablet");
    assertThat(does(ledger -> ledger.rename(id, "tablet"))).isTrue();
    assertThat(does(ledger -> ledger.rename(pending, "x"))).isFalse();
    assertThat(does(ledger -> ledger.remove(pending))).isFalse();
    assertThat(does(ledger -> ledger.remove(id))).isTrue();
    assertThat(does(ledger -> ledger.remove(id))).isFalse();
    assertThat(account().devices()).isEmpty();
  }

  @Test
  void deviceWhenOfAnotherUserThenNothingReachesIt() {
    DeviceId confirmed = enrol();
    DeviceId pending = addPending();
    UserId owner = user;

    user = newUser("mallory");
    assertThat(does(ledger -> ledger.advance(confirmed, 500))).isFalse();
    assertThat(does(ledger -> ledger.rename(confirmed, "mine"))).isFalse();
    assertThat(does(ledger -> ledger.remove(confirmed))).isFalse();
    assertThat(pending(pending)).isEmpty();
    assertThat(raiseEpoch()).isEqualTo(1);
    assertThat(does(ledger -> ledger.confirm(pending, "mine", 1))).isFalse();
    run(ledger -> ledger.dropPending());

    user = owner;
    assertThat(account().devices()).extracting(UserAccount.Entry::name).containsExactly("phone");
    assertThat(pending(pending)).isPresent();
  }

  @Test
  void workWhenItThrowsThenItLeavesNothing() {
    enrol();
    UserAccount before = account();

    assertThatThrownBy(
            () ->
                run(
                    ledger -> {
                      ledger.raiseEpoch();
                      ledger.remove(before.devices().get(0).id());
                      throw new IllegalStateException("on purpose");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("on purpose");

    assertThat(account()).isEqualTo(before);
  }

  @Test
  void epochWhenRaisedThenEveryNodeSeesItWithinItsLook() throws SQLException {
    UserKey key = user.key();
    try (EpochSource look = store.epochs()) {
      run(ledger -> ledger.epoch());
      assertThat(look.changedWithin(Duration.ofHours(1))).doesNotContainKey(key);

      assertThat(raiseEpoch()).isEqualTo(1);
      assertThat(raiseEpoch()).isEqualTo(2);

      assertThat(look.changedWithin(Duration.ofHours(1))).contains(Map.entry(key, 2L));
      assertThat(account().epoch()).isEqualTo(2);
      ageChange(key);
      assertThat(look.changedWithin(Duration.ofMinutes(30))).doesNotContainKey(key);
      assertThat(look.changedWithin(Duration.ofMinutes(90))).containsKey(key);
    }
  }

  @Test
  void changeWhenStoredThenItsTimeIsUtc() throws SQLException {
    raiseEpoch();

    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT changed_at FROM otp_user WHERE user_key = '" + user.key().hex() + "'")) {
      row.next();
      // true by chance where this JVM's zone is UTC
      assertThat(row.getObject(1, LocalDateTime.class))
          .isCloseTo(LocalDateTime.now(ZoneOffset.UTC), within(5, ChronoUnit.MINUTES));
    }
  }

  /** Sets the last change an hour back. */
  private void ageChange(UserKey key) throws SQLException {
    sql(
        "UPDATE otp_user SET changed_at = changed_at - INTERVAL '1' HOUR WHERE user_key = ?",
        key.hex());
  }
}
