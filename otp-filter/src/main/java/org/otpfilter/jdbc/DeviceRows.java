package org.otpfilter.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.otpfilter.device.DeviceId;
import org.otpfilter.oath.HashAlgorithm;
import org.otpfilter.oath.OtpParameters;

/**
 * One user's rows of {@code otp_device} in a transaction that has locked the user's row. Secrets
 * stay sealed here. Rows are deleted by id alone, which keeps MariaDB from locking the gaps between
 * users.
 */
final class DeviceRows {
  private static final int MOST_PENDING = 10;
  private static final String COLUMNS =
      "SELECT d.id, d.name, d.algorithm, d.digits, d.period, d.secret, d.last_step, d.epoch";

  /** A device with its secret as stored. Not compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record SealedDevice(
      DeviceId id,
      String name,
      OtpParameters parameters,
      byte[] secret,
      long epoch,
      long lastStep) {}

  private record Pending(String id, Instant createdAt) {}

  private final SqlSession sql;
  private final String key;

  DeviceRows(SqlSession sql, String key) {
    this.sql = sql;
    this.key = key;
  }

  /**
   * The confirmed devices, oldest first.
   *
   * @param userEpoch is told the user's epoch, if there is a device: no further statement for it
   */
  List<SealedDevice> confirmed(LongConsumer userEpoch) {
    return sql.list(
        COLUMNS
            + ", u.epoch AS user_epoch FROM otp_device d JOIN otp_user u ON u.user_key = d.user_key"
            + " WHERE d.user_key = ? AND d.confirmed_at IS NOT NULL ORDER BY d.confirmed_at, d.id",
        row -> {
          userEpoch.accept(row.getLong("user_epoch"));
          return read(row);
        },
        key);
  }

  /** The pending device of that id made since then, in a list of at most one. */
  List<SealedDevice> pending(DeviceId id, Instant since) {
    return sql.list(
        COLUMNS
            + " FROM otp_device d"
            + " WHERE id = ? AND user_key = ? AND confirmed_at IS NULL AND created_at >= ?",
        DeviceRows::read,
        id.value(),
        key,
        SqlSession.utc(since));
  }

  private static SealedDevice read(ResultSet row) throws SQLException {
    return new SealedDevice(
        new DeviceId(row.getString("id")),
        row.getString("name"),
        new OtpParameters(
            HashAlgorithm.valueOf(row.getString("algorithm")),
            row.getInt("digits"),
            row.getInt("period")),
        row.getBytes("secret"),
        row.getLong("epoch"),
        row.getLong("last_step"));
  }

  boolean anyConfirmed() {
    return sql.first(
            "SELECT COUNT(*) FROM otp_device WHERE user_key = ? AND confirmed_at IS NOT NULL",
            row -> row.getInt(1) > 0,
            key)
        .orElse(false);
  }

  boolean advance(DeviceId id, long step) {
    return sql.update(
            "UPDATE otp_device SET last_step = ? WHERE id = ? AND user_key = ?"
                + " AND confirmed_at IS NOT NULL AND last_step < ?",
            step,
            id.value(),
            key,
            step)
        == 1;
  }

  void addPending(SealedDevice device, Duration maxAge, Instant now) {
    List<Pending> pending =
        sql.list(
            "SELECT id, created_at FROM otp_device WHERE user_key = ? AND confirmed_at IS NULL"
                + " ORDER BY created_at DESC, id",
            row -> new Pending(row.getString("id"), SqlSession.utcInstant(row, "created_at")),
            key);
    Instant oldest = now.minus(maxAge);
    for (int i = 0; i < pending.size(); i++) {
      if (i >= MOST_PENDING - 1 || pending.get(i).createdAt().isBefore(oldest)) {
        delete(pending.get(i).id());
      }
    }
    sql.update(
        "INSERT INTO otp_device (id, user_key, name, algorithm, digits, period, secret, last_step,"
            + " epoch, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        device.id().value(),
        key,
        device.name(),
        device.parameters().algorithm().name(),
        device.parameters().digits(),
        device.parameters().periodSeconds(),
        device.secret(),
        device.lastStep(),
        device.epoch(),
        SqlSession.utc(now));
  }

  boolean confirm(DeviceId id, String name, long step, long epoch, Instant now) {
    return sql.update(
            "UPDATE otp_device SET confirmed_at = ?, name = ?, last_step = ?"
                + " WHERE id = ? AND user_key = ? AND confirmed_at IS NULL AND epoch = ?",
            SqlSession.utc(now),
            StoredText.fit(name, 255),
            step,
            id.value(),
            key,
            epoch)
        == 1;
  }

  void dropPending() {
    sql.list(
            "SELECT id FROM otp_device WHERE user_key = ? AND confirmed_at IS NULL",
            row -> row.getString(1),
            key)
        .forEach(this::delete);
  }

  private void delete(String id) {
    sql.update("DELETE FROM otp_device WHERE id = ? AND user_key = ?", id, key);
  }

  boolean rename(DeviceId id, String name) {
    return sql.update(
            "UPDATE otp_device SET name = ?"
                + " WHERE id = ? AND user_key = ? AND confirmed_at IS NOT NULL",
            StoredText.fit(name, 255),
            id.value(),
            key)
        == 1;
  }

  boolean remove(DeviceId id) {
    return sql.update(
            "DELETE FROM otp_device WHERE id = ? AND user_key = ? AND confirmed_at IS NOT NULL",
            id.value(),
            key)
        == 1;
  }
}
