package org.otpfilter.jdbc;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otpfilter.device.UserLedger.NewRecoveryCode;
import org.otpfilter.device.UserLedger.StoredRecoveryCode;
import org.otpfilter.secret.RecoveryHash;

/**
 * One user's rows of {@code otp_recovery_code}, in a transaction that has locked the user's row.
 */
final class RecoveryRows {
  private final SqlSession sql;
  private final String key;

  RecoveryRows(SqlSession sql, String key) {
    this.sql = sql;
    this.key = key;
  }

  Optional<StoredRecoveryCode> unused(String selector) {
    return sql.first(
        "SELECT id, hash FROM otp_recovery_code"
            + " WHERE user_key = ? AND selector = ? AND used_at IS NULL ORDER BY id",
        row -> new StoredRecoveryCode(row.getLong("id"), new RecoveryHash(row.getString("hash"))),
        key,
        selector);
  }

  boolean spend(StoredRecoveryCode code, Instant now) {
    return sql.update(
            "UPDATE otp_recovery_code SET used_at = ?"
                + " WHERE id = ? AND user_key = ? AND used_at IS NULL",
            SqlSession.utc(now),
            code.id(),
            key)
        == 1;
  }

  void replace(List<NewRecoveryCode> codes, Instant now) {
    // by id: a delete by user would make MariaDB lock the gap, and two users' first codes deadlock
    List<@Nullable Object[]> old =
        sql.list(
            "SELECT id FROM otp_recovery_code WHERE user_key = ?",
            row -> new @Nullable Object[] {row.getLong(1), key},
            key);
    sql.batch("DELETE FROM otp_recovery_code WHERE id = ? AND user_key = ?", old);
    LocalDateTime time = SqlSession.utc(now);
    sql.batch(
        "INSERT INTO otp_recovery_code (user_key, selector, hash, created_at) VALUES (?, ?, ?, ?)",
        codes.stream()
            .<@Nullable Object[]>map(
                code -> new @Nullable Object[] {key, code.selector(), code.hash().text(), time})
            .toList());
  }
}
