package org.otpfilter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.otpfilter.device.UserAccount.Standing;
import org.otpfilter.device.UserLedger.NewRecoveryCode;
import org.otpfilter.device.UserLedger.StoredRecoveryCode;
import org.otpfilter.secret.RecoveryHash;
import org.otpfilter.testing.TestDatabase;
import org.otpfilter.throttle.Admission;
import org.otpfilter.throttle.Admission.Admitted;
import org.otpfilter.throttle.Admission.Locked;
import org.otpfilter.throttle.Admission.Wait;
import org.otpfilter.throttle.Budget;

/** What any store must do with attempts, waits, locks and recovery codes. */
abstract class AttemptBudgetContract extends StoreContract {
  private static final Budget BUDGET = Budget.DEFAULT;

  AttemptBudgetContract(TestDatabase kind) {
    super(kind);
  }

  /** One wrong code, whether or not it is let in. */
  private Admission fail() {
    return transact(
        ledger -> {
          Admission admission = ledger.admit(BUDGET);
          if (admission instanceof Admitted) {
            ledger.settleFailure(BUDGET);
          }
          return admission;
        });
  }

  /** A wrong code that must be let in; true if it locks. */
  private boolean failLocks() {
    return does(
        ledger -> {
          assertThat(ledger.admit(BUDGET)).isEqualTo(new Admitted());
          return ledger.settleFailure(BUDGET);
        });
  }

  private void succeed() {
    run(
        ledger -> {
          assertThat(ledger.admit(BUDGET)).isEqualTo(new Admitted());
          ledger.settleSuccess();
        });
  }

  private Admission failRecovery() {
    return transact(ledger -> ledger.admitRecovery());
  }

  private void waitOut() {
    Instant until = account().standing().waitUntil();
    if (until != null) {
      clock.advance(Duration.between(clock.instant(), until));
    }
  }

  @Test
  void attemptsWhenWrongThenWaitsDoubleToAQuarterOfAnHourAndTheTwentiethLocks() {
    enrol();
    for (int i = 1; i <= 19; i++) {
      assertThat(failLocks()).isFalse();
      Instant now = clock.instant();
      Duration wait = BUDGET.waitAfter(i);
      Standing standing = account().standing();
      assertThat(standing.waitUntil()).isEqualTo(wait.isZero() ? null : now.plus(wait));
      if (!wait.isZero()) {
        clock.advance(wait.minusNanos(1_000));
        assertThat(fail()).isEqualTo(new Wait(now.plus(wait)));
        clock.advance(Duration.ofNanos(1_000));
      }
    }
    assertThat(BUDGET.waitAfter(19)).isEqualTo(Duration.ofMinutes(15));

    assertThat(failLocks()).isTrue();

    clock.advance(Duration.ofDays(2));
    assertThat(fail()).isEqualTo(new Locked());
    assertThat(account().standing().locked()).isTrue();
  }

  @Test
  void attemptWhenItsClockIsBehindThatOfAFreeFailureThenItDoesNotWait() {
    enrol();
    assertThat(failLocks()).isFalse();

    clock.advance(Duration.ofSeconds(-1));

    assertThat(account().standing().waitUntil()).isNull();
    assertThat(fail()).isEqualTo(new Admitted());
  }

  @Test
  void attemptsWhenRefusedThenTheyDoNotCount() throws SQLException {
    enrol();
    for (int i = 0; i < 30; i++) {
      fail();
    }

    assertThat(number("SELECT failures FROM otp_user WHERE user_key = ?", user.key().hex()))
        .isEqualTo(5);
    assertThat(number("SELECT failures FROM otp_failure_day WHERE user_key = ?", user.key().hex()))
        .isEqualTo(5);
  }

  @Test
  void successWhenSettledThenTheConsecutiveCounterStartsAgain() throws SQLException {
    enrol();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        assertThat(fail()).isEqualTo(new Admitted());
      }
      succeed();
    }

    assertThat(account().standing()).isEqualTo(new Standing(null, false, null));
    assertThat(number("SELECT failures FROM otp_failure_day WHERE user_key = ?", user.key().hex()))
        .isEqualTo(12);
  }

  @Test
  void failuresWhenAHundredInThirtyDaysThenTheyLockWhateverSucceededBetween() {
    enrol();
    for (int i = 1; i < 100; i++) {
      assertThat(failLocks()).isFalse();
      if (i % 4 == 0) {
        succeed();
        clock.advance(Duration.ofDays(1));
      }
    }

    assertThat(failLocks()).isTrue();
  }

  @Test
  void failuresWhenSpreadOverMoreThanThirtyDaysThenTheyDoNotLock() {
    enrol();
    for (int day = 0; day < 60; day++) {
      for (int i = 0; i < 3; i++) {
        assertThat(failLocks()).isFalse();
      }
      succeed();
      clock.advance(Duration.ofDays(1));
    }
  }

  @Test
  void failuresWhenTheUserHasNoDeviceThenTheyDelayAndNeverLock() throws SQLException {
    addPending();
    for (int i = 0; i < 130; i++) {
      assertThat(failLocks()).isFalse();
      waitOut();
    }

    assertThat(rows("otp_failure_day")).isZero();
    assertThat(fail()).isEqualTo(new Admitted());
    assertThat(fail()).isEqualTo(new Wait(clock.instant().plus(Duration.ofMinutes(15))));
  }

  @Test
  void unlockWhenLockedThenBothCountersStartAgain() throws SQLException {
    enrol();
    while (!(fail() instanceof Locked)) {
      waitOut();
    }

    assertThat(does(ledger -> ledger.unlock())).isTrue();

    assertThat(account().standing()).isEqualTo(new Standing(null, false, null));
    assertThat(rows("otp_failure_day")).isZero();
    assertThat(does(ledger -> ledger.unlock())).isFalse();
    assertThat(failLocks()).isFalse();
  }

  @Test
  void unlockWhenOnlyWaitingThenTheCountersStartAgainToo() throws SQLException {
    enrol();
    for (int i = 0; i < 5; i++) {
      fail();
    }

    assertThat(does(ledger -> ledger.unlock())).isFalse();

    assertThat(fail()).isEqualTo(new Admitted());
    assertThat(number("SELECT failures FROM otp_failure_day WHERE user_key = ?", user.key().hex()))
        .isEqualTo(1);
  }

  @Test
  void recoveryWhenFiveWereWrongThenItWaitsForTheRestOfTheHour() {
    Instant first = clock.instant();
    for (int i = 0; i < Budget.RECOVERY_LIMIT; i++) {
      assertThat(failRecovery()).isEqualTo(new Admitted());
      clock.advance(Duration.ofMinutes(2));
    }

    Instant until = first.plus(Budget.RECOVERY_PERIOD);
    assertThat(failRecovery()).isEqualTo(new Wait(until));
    assertThat(account().standing()).isEqualTo(new Standing(null, false, until));

    clock.advance(Duration.between(clock.instant(), until));
    assertThat(account().standing().recoveryWaitUntil()).isNull();
    for (int i = 0; i < Budget.RECOVERY_LIMIT; i++) {
      assertThat(failRecovery()).isEqualTo(new Admitted());
    }
    assertThat(failRecovery()).isInstanceOf(Wait.class);
  }

  @Test
  void recoveryWhenRefundedThenItDoesNotCount() {
    for (int i = 0; i < 20; i++) {
      run(
          ledger -> {
            assertThat(ledger.admitRecovery()).isEqualTo(new Admitted());
            ledger.refundRecovery();
          });
    }

    run(ledger -> ledger.refundRecovery());
    for (int i = 0; i < Budget.RECOVERY_LIMIT; i++) {
      assertThat(failRecovery()).isEqualTo(new Admitted());
    }
    assertThat(failRecovery()).isInstanceOf(Wait.class);
  }

  @Test
  void recoveryWhenLockedOrWaitingThenItIsStillAdmitted() {
    enrol();
    while (!(fail() instanceof Locked)) {
      waitOut();
    }

    assertThat(failRecovery()).isEqualTo(new Admitted());
  }

  @Test
  void recoveryCodeWhenSpentThenItIsNotFoundAgain() {
    NewRecoveryCode code = recoveryCode("aaaa");
    run(ledger -> ledger.replaceRecoveryCodes(List.of(code, recoveryCode("bbbb"))));
    assertThat(account().recoveryCodesLeft()).isEqualTo(2);

    StoredRecoveryCode stored = transact(ledger -> ledger.recoveryCode("aaaa")).orElseThrow();
    assertThat(stored.hash()).isEqualTo(code.hash());
    assertThat(does(ledger -> ledger.spend(stored))).isTrue();

    assertThat(does(ledger -> ledger.spend(stored))).isFalse();
    assertThat(does(ledger -> ledger.recoveryCode("aaaa").isEmpty())).isTrue();
    assertThat(does(ledger -> ledger.recoveryCode("AAAA").isEmpty())).isTrue();
    assertThat(account().recoveryCodesLeft()).isEqualTo(1);
  }

  @Test
  void recoveryCodesWhenReplacedThenTheOldOnesAreGone() throws SQLException {
    run(ledger -> ledger.replaceRecoveryCodes(List.of(recoveryCode("aaaa"), recoveryCode("cc"))));
    StoredRecoveryCode old = transact(ledger -> ledger.recoveryCode("cc")).orElseThrow();
    boolean unused = does(ledger -> ledger.spend(old));

    run(ledger -> ledger.replaceRecoveryCodes(List.of(recoveryCode("bbbb"))));

    assertThat(does(ledger -> ledger.recoveryCode("aaaa").isEmpty())).isTrue();
    assertThat(rows("otp_recovery_code")).isEqualTo(1);
  }

  @Test
  void recoveryCodeWhenOfAnotherUserThenItCannotBeSpent() {
    run(ledger -> ledger.replaceRecoveryCodes(List.of(recoveryCode("aaaa"))));
    StoredRecoveryCode stored = transact(ledger -> ledger.recoveryCode("aaaa")).orElseThrow();

    user = newUser("mallory");

    assertThat(does(ledger -> ledger.spend(stored))).isFalse();
    assertThat(does(ledger -> ledger.recoveryCode("aaaa").isEmpty())).isTrue();
  }

  static NewRecoveryCode recoveryCode(String selector) {
    return new NewRecoveryCode(
        selector,
        new RecoveryHash("pbkdf2-sha256$1000$" + "A".repeat(22) + "==$" + "A".repeat(43) + "="));
  }
}
