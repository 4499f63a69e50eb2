package org.otpfilter.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otpfilter.throttle.Admission;
import org.otpfilter.throttle.Budget;
import org.otpfilter.user.UserKey;

/**
 * One user's row of {@code otp_user} in a transaction, and the days in {@code otp_failure_day}. The
 * row is locked before anything else of the user is read or written, so that all transactions lock
 * in the same order.
 */
final class UserRow {
  private static final String COUNT =
      "UPDATE otp_user SET failures = failures + 1"
          + " WHERE user_key = ? AND locked_at IS NULL AND (wait_until IS NULL OR wait_until <= ?)";

  // recovery_failures comes first: MariaDB computes a later assignment with the earlier one done
  private static final String COUNT_RECOVERY =
      "UPDATE otp_user SET recovery_failures ="
          + " CASE WHEN recovery_since > ? THEN recovery_failures + 1 ELSE 1 END,"
          + " recovery_since = CASE WHEN recovery_since > ? THEN recovery_since ELSE ? END"
          + " WHERE user_key = ?"
          + " AND (recovery_since IS NULL OR recovery_since <= ? OR recovery_failures < ?)";

  private static final String LOCK = " FROM otp_user WHERE user_key = ? FOR UPDATE";

  private final SqlSession sql;
  private final Dialect dialect;
  private final String key;
  private boolean locked;
  private @Nullable Long knownEpoch;

  UserRow(SqlSession sql, Dialect dialect, UserKey key) {
    this.sql = sql;
    this.dialect = dialect;
    this.key = key.hex();
  }

  String key() {
    return key;
  }

  /** Takes the lock, unless this transaction has it. */
  void lock() {
    if (!locked) {
      knownEpoch = lockAndRead("SELECT epoch", row -> row.getLong("epoch"));
    }
  }

  private <T> T lockAndRead(String select, SqlSession.RowReader<T> reader) {
    T value = sql.first(select + LOCK, reader, key).orElseThrow(UserRowMissingException::new);
    locked = true;
    return value;
  }

  Admission admit(Instant now) {
    // with the lock in hand after the first refusal, the second answer is final
    for (int i = 0; i < 2; i++) {
      if (sql.update(COUNT, key, SqlSession.utc(now)) == 1) {
        locked = true;
        return new Admission.Admitted();
      }
      Optional<Admission> refusal =
          lockAndRead("SELECT wait_until, locked_at", row -> refusal(row, now));
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    throw new IllegalStateException("an attempt was neither counted nor refused");
  }

  private static Optional<Admission> refusal(ResultSet row, Instant now) throws SQLException {
    if (SqlSession.instant(row, "locked_at") != null) {
      return Optional.of(new Admission.Locked());
    }
    return until(SqlSession.instant(row, "wait_until"), now);
  }

  private static Optional<Admission> until(@Nullable Instant until, Instant now) {
    return until != null && until.isAfter(now)
        ? Optional.of(new Admission.Wait(until))
        : Optional.empty();
  }

  Admission admitRecovery(Instant now) {
    LocalDateTime time = SqlSession.utc(now);
    LocalDateTime start = SqlSession.utc(now.minus(Budget.RECOVERY_PERIOD));
    for (int i = 0; i < 2; i++) {
      if (sql.update(COUNT_RECOVERY, start, start, time, key, start, Budget.RECOVERY_LIMIT) == 1) {
        locked = true;
        return new Admission.Admitted();
      }
      Optional<Admission> refusal =
          lockAndRead("SELECT recovery_failures, recovery_since", row -> recoveryUntil(row, now))
              .map(Admission.Wait::new);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    throw new IllegalStateException("a recovery attempt was neither counted nor refused");
  }

  /** Until when the budget of recovery codes is used up; empty if it is not. */
  static Optional<Instant> recoveryUntil(ResultSet row, Instant now) throws SQLException {
    Instant since = SqlSession.instant(row, "recovery_since");
    if (since == null || row.getInt("recovery_failures") < Budget.RECOVERY_LIMIT) {
      return Optional.empty();
    }
    return Optional.of(since.plus(Budget.RECOVERY_PERIOD)).filter(until -> until.isAfter(now));
  }

  void refundRecovery() {
    sql.update(
        "UPDATE otp_user SET recovery_failures = recovery_failures - 1"
            + " WHERE user_key = ? AND recovery_failures > 0",
        key);
  }

  boolean settleFailure(Budget budget, boolean hasDevice, Instant now) {
    int failures =
        sql.first("SELECT failures FROM otp_user WHERE user_key = ?", row -> row.getInt(1), key)
            .orElseThrow(UserRowMissingException::new);
    Duration wait = budget.waitAfter(failures);
    // none is NULL, not now: an attempt that waited for the lock since then, or another node whose
    // clock is behind, would take it for a wait
    sql.update(
        "UPDATE otp_user SET wait_until = ? WHERE user_key = ?",
        wait.isZero() ? null : SqlSession.utc(now.plus(wait)),
        key);
    if (!hasDevice || !budget.locks(failures, countDay(LocalDate.ofInstant(now, ZoneOffset.UTC)))) {
      return false;
    }
    return sql.update(
            "UPDATE otp_user SET locked_at = ? WHERE user_key = ? AND locked_at IS NULL",
            SqlSession.utc(now),
            key)
        == 1;
  }

  private int countDay(LocalDate today) {
    sql.update(dialect.countFailureDay(), key, today);
    return sql.first(
            "SELECT SUM(failures) FROM otp_failure_day WHERE user_key = ? AND utc_day > ?",
            row -> row.getInt(1),
            key,
            today.minusDays(Budget.LONG_PERIOD.toDays()))
        .orElse(0);
  }

  void settleSuccess() {
    sql.update("UPDATE otp_user SET failures = 0, wait_until = NULL WHERE user_key = ?", key);
  }

  boolean unlock() {
    boolean was =
        lockAndRead("SELECT locked_at", row -> SqlSession.instant(row, "locked_at") != null);
    sql.update(
        "UPDATE otp_user SET failures = 0, wait_until = NULL, locked_at = NULL WHERE user_key = ?",
        key);
    sql.update("DELETE FROM otp_failure_day WHERE user_key = ?", key);
    return was;
  }

  /** What another statement under the lock has read; spares the question. */
  void learnEpoch(long epoch) {
    knownEpoch = epoch;
  }

  long epoch() {
    Long known = knownEpoch;
    if (known == null) {
      known =
          sql.first("SELECT epoch FROM otp_user WHERE user_key = ?", row -> row.getLong(1), key)
              .orElseThrow(UserRowMissingException::new);
      knownEpoch = known;
    }
    return known;
  }

  long raiseEpoch() {
    knownEpoch = null;
    sql.update(
        "UPDATE otp_user SET epoch = epoch + 1, changed_at = "
            + dialect.utcNow()
            + " WHERE user_key = ?",
        key);
    return epoch();
  }
}
