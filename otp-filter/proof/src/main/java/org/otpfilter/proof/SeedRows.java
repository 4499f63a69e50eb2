package org.otpfilter.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.otpfilter.audit.EventType;
import org.otpfilter.device.DeviceId;
import org.otpfilter.jdbc.DeviceSecrets;
import org.otpfilter.secret.Randomness;
import org.otpfilter.secret.RecoveryCode;
import org.otpfilter.secret.RecoveryHash;
import org.otpfilter.secret.SealingKeys;
import org.otpfilter.secret.SecretBytes;

/** The rows that users leave who enrolled within the last year, but not in the last two days. */
final class SeedRows {
  private static final Duration PAST = Duration.ofDays(365);
  private static final Duration REST = Duration.ofDays(2);
  private static final int MIX = 0x9E3779B1;

  private final Connection connection;
  private final DeviceSecrets secrets;
  private final Instant now;
  private final long users;

  SeedRows(Connection connection, String secretKey, Instant now, long users) {
    this.connection = connection;
    this.secrets = new DeviceSecrets(SealingKeys.parse(List.of(secretKey), new Randomness()));
    this.now = now;
    this.users = users;
  }

  /** When number i of a count happened: evenly spread, in order. */
  private LocalDateTime time(long i, long count) {
    double share = (double) i / count;
    Instant at = now.minus(PAST).plusMillis((long) (share * PAST.minus(REST).toMillis()));
    return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  void users() throws SQLException {
    TableRows rows =
        TableRows.into(connection, "otp_user", "user_key, name, epoch, changed_at, created_at");
    for (long i = 0; i < users; i++) {
      SeededUser user = new SeededUser(i);
      LocalDateTime at = time(i, users);
      rows.add(user.key(), user.name(), 1, at, at);
    }
    rows.end();
  }

  void devices() throws SQLException {
    TableRows rows =
        TableRows.into(
            connection,
            "otp_device",
            "id, user_key, name, algorithm, digits, period, secret, last_step, epoch, created_at,"
                + " confirmed_at");
    for (long i = 0; i < users; i++) {
      SeededUser user = new SeededUser(i);
      String key = user.key();
      DeviceId id = new DeviceId(user.deviceId());
      byte[] sealed = secrets.seal(new SecretBytes(user.secret()), key, id);
      LocalDateTime at = time(i, users);
      long step = SeededUser.step(at.toInstant(ZoneOffset.UTC).toEpochMilli());
      rows.add(
          id.value(), key, "phone", "SHA1", 6, SeededUser.PERIOD_SECONDS, sealed, step, 0, at, at);
    }
    rows.end();
  }

  /** As many and as long as real ones; nobody has the codes, one slow hash serves for all. */
  void recoveryCodes(int each) throws SQLException {
    Randomness randomness = new Randomness();
    List<RecoveryCode> codes = RecoveryCode.newSet(randomness, Math.max(each, 1));
    String hash = RecoveryHash.of(codes.get(0), new SeededUser(0).key(), randomness).text();
    TableRows rows =
        TableRows.into(connection, "otp_recovery_code", "user_key, selector, hash, created_at");
    for (long i = 0; i < users; i++) {
      String key = new SeededUser(i).key();
      for (int code = 0; code < each; code++) {
        rows.add(key, codes.get(code).selector(), hash, time(i, users));
      }
    }
    rows.end();
  }

  /** Every tenth user has mistyped on one day. */
  void failureDays() throws SQLException {
    TableRows rows = TableRows.into(connection, "otp_failure_day", "user_key, utc_day, failures");
    for (long i = 0; i < users; i += 10) {
      rows.add(new SeededUser(i).key(), time(i, users).toLocalDate(), 1);
    }
    rows.end();
  }

  /** Accepted codes of users in no order, one after the other. */
  void events(long count) throws SQLException {
    TableRows rows =
        TableRows.into(
            connection,
            "otp_event",
            "at, event, user_key, name, device, address, session, node, occurrences");
    for (long i = 0; i < count; i++) {
      SeededUser user = new SeededUser(Math.floorMod(i * MIX, users));
      String session = user.deviceId().substring(0, 16);
      rows.add(
          time(i, count),
          EventType.CODE_ACCEPTED.text(),
          user.key(),
          user.name(),
          user.deviceId(),
          "192.0.2." + (i & 255),
          session,
          "proof",
          1);
    }
    rows.end();
  }
}
