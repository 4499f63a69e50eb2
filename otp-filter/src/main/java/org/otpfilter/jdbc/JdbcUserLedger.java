package org.otpfilter.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.EventType;
import org.otpfilter.device.DeviceId;
import org.otpfilter.device.TotpDevice;
import org.otpfilter.device.UserLedger;
import org.otpfilter.oath.HashAlgorithm;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.secret.RecoveryHash;
import org.otpfilter.secret.SealingKeys;
import org.otpfilter.secret.SecretBytes;
import org.otpfilter.secret.UnsealException;
import org.otpfilter.throttle.Admission;
import org.otpfilter.throttle.Budget;
import org.otpfilter.user.UserId;

/** One user's rows in one transaction, the user's own row locked from the first statement on. */
final class JdbcUserLedger implements UserLedger {
  private static final String DEVICE =
      "SELECT id, name, algorithm, digits, period, secret, last_step, epoch FROM otp_device"
          + " WHERE user_key = ? AND ";
  private static final int MOST_PENDING = 10;

  private final Sql sql;
  private final Dialect dialect;
  private final SealingKeys keys;
  private final EventRows events;
  private final UserId user;
  private final String key;
  private final Instant now;
  private @Nullable Row row;

  /** The user's row as this transaction last read it. */
  private record Row(
      long epoch,
      int failures,
      @Nullable Instant waitUntil,
      boolean locked,
      @Nullable Instant recoverySince) {}

  JdbcUserLedger(
      Sql sql, Dialect dialect, SealingKeys keys, EventRows events, UserId user, Instant now) {
    this.sql = sql;
    this.dialect = dialect;
    this.keys = keys;
    this.events = events;
    this.user = user;
    this.key = user.key().hex();
    this.now = now;
  }

  @Override
  public Admission admit(Budget budget) {
    int counted =
        sql.update(
            "UPDATE otp_user SET failures = failures + 1 WHERE user_key = ? AND locked_at IS NULL"
                + " AND (wait_until IS NULL OR wait_until <= ?)",
            key,
            now);
    Row current = read();
    if (counted == 1) {
      return new Admission.Admitted();
    }
    Instant until = current.waitUntil();
    return current.locked() || until == null ? new Admission.Locked() : new Admission.Wait(until);
  }

  @Override
  public Admission admitRecovery() {
    Instant before = now.minus(Budget.RECOVERY_PERIOD);
    int counted =
        sql.update(
            "UPDATE otp_user SET recovery_failures ="
                + " CASE WHEN recovery_since > ? THEN recovery_failures + 1 ELSE 1 END,"
                + " recovery_since = CASE WHEN recovery_since > ? THEN recovery_since ELSE ? END"
                + " WHERE user_key = ? AND (recovery_since IS NULL OR recovery_since <= ?"
                + " OR recovery_failures < ?)",
            before,
            before,
            now,
            key,
            before,
            Budget.RECOVERY_LIMIT);
    Instant since = read().recoverySince();
    return counted == 1 || since == null
        ? new Admission.Admitted()
        : new Admission.Wait(since.plus(Budget.RECOVERY_PERIOD));
  }

  @Override
  public boolean settleFailure(Budget budget) {
    int failures = read().failures();
    Duration wait = budget.waitAfter(failures);
    sql.update(
        "UPDATE otp_user SET wait_until = ? WHERE user_key = ?",
        wait.isZero() ? Sql.utc(now) : now.plus(wait),
        key);
    if (deviceCount() == 0) {
      return false;
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    sql.update(dialect.countDay, key, today);
    int recent =
        sql.query(
                "SELECT COALESCE(SUM(failures), 0) FROM otp_failure_day"
                    + " WHERE user_key = ? AND utc_day > ?",
                r -> r.getInt(1),
                key,
                today.minusDays(Budget.LONG_PERIOD.toDays()))
            .get(0);
    boolean locks = budget.locks(failures, recent);
    if (locks) {
      sql.update("UPDATE otp_user SET locked_at = ? WHERE user_key = ?", now, key);
    }
    return locks;
  }

  @Override
  public void settleSuccess() {
    sql.update("UPDATE otp_user SET failures = 0, wait_until = NULL WHERE user_key = ?", key);
  }

  @Override
  public void refundRecovery() {
    sql.update(
        "UPDATE otp_user SET recovery_failures = recovery_failures - 1"
            + " WHERE user_key = ? AND recovery_failures > 0",
        key);
  }

  @Override
  public boolean unlock() {
    if (!locked().locked()) {
      return false;
    }
    sql.update(
        "UPDATE otp_user SET failures = 0, wait_until = NULL, locked_at = NULL WHERE user_key = ?",
        key);
    sql.update("DELETE FROM otp_failure_day WHERE user_key = ?", key);
    return true;
  }

  @Override
  public long epoch() {
    return locked().epoch();
  }

  @Override
  public long raiseEpoch() {
    sql.update(
        "UPDATE otp_user SET epoch = epoch + 1, changed_at = "
            + dialect.now
            + " WHERE user_key = ?",
        key);
    return read().epoch();
  }

  @Override
  public List<TotpDevice> devices() {
    locked();
    return opened(
        sql.query(
            DEVICE + "confirmed_at IS NOT NULL ORDER BY confirmed_at, id", this::device, key));
  }

  @Override
  public Optional<TotpDevice> pending(DeviceId id, Duration maxAge) {
    locked();
    return opened(
            sql.query(
                DEVICE + "id = ? AND confirmed_at IS NULL AND created_at > ?",
                this::device,
                key,
                id.value(),
                now.minus(maxAge)))
        .stream()
        .findFirst();
  }

  @Override
  public boolean advance(DeviceId id, long step) {
    return sql.update(
            "UPDATE otp_device SET last_step = ? WHERE id = ? AND user_key = ?"
                + " AND confirmed_at IS NOT NULL AND last_step < ?",
            step,
            id.value(),
            key,
            step)
        == 1;
  }

  @Override
  public void addPending(
      DeviceId id, OtpParameters parameters, SecretBytes secret, Duration maxAge) {
    long epoch = epoch();
    sql.update(
        "DELETE FROM otp_device WHERE user_key = ? AND confirmed_at IS NULL AND created_at <= ?",
        key,
        now.minus(maxAge));
    List<String> pending =
        sql.query(
            "SELECT id FROM otp_device WHERE user_key = ? AND confirmed_at IS NULL"
                + " ORDER BY created_at DESC, id",
            r -> r.getString(1),
            key);
    for (String surplus :
        pending.subList(Math.min(MOST_PENDING - 1, pending.size()), pending.size())) {
      sql.update("DELETE FROM otp_device WHERE id = ? AND user_key = ?", surplus, key);
    }
    sql.update(
        "INSERT INTO otp_device (id, user_key, name, algorithm, digits, period, secret, epoch,"
            + " created_at) VALUES (?, ?, '', ?, ?, ?, ?, ?, ?)",
        id.value(),
        key,
        parameters.algorithm().name(),
        parameters.digits(),
        parameters.periodSeconds(),
        keys.seal(secret, rowOf(id)),
        epoch,
        now);
  }

  @Override
  public boolean confirm(DeviceId id, String name, long step) {
    return sql.update(
            "UPDATE otp_device SET confirmed_at = ?, name = ?, last_step = ? WHERE id = ?"
                + " AND user_key = ? AND confirmed_at IS NULL AND epoch = ?",
            now,
            name,
            step,
            id.value(),
            key,
            epoch())
        == 1;
  }

  @Override
  public void dropPending() {
    locked();
    sql.update("DELETE FROM otp_device WHERE user_key = ? AND confirmed_at IS NULL", key);
  }

  @Override
  public boolean rename(DeviceId id, String name) {
    locked();
    return sql.update(
            "UPDATE otp_device SET name = ? WHERE id = ? AND user_key = ?"
                + " AND confirmed_at IS NOT NULL",
            name,
            id.value(),
            key)
        == 1;
  }

  @Override
  public boolean remove(DeviceId id) {
    locked();
    return sql.update(
            "DELETE FROM otp_device WHERE id = ? AND user_key = ? AND confirmed_at IS NOT NULL",
            id.value(),
            key)
        == 1;
  }

  @Override
  public Optional<StoredRecoveryCode> recoveryCode(String selector) {
    return sql
        .query(
            "SELECT id, hash FROM otp_recovery_code WHERE user_key = ? AND selector = ?"
                + " AND used_at IS NULL",
            r -> new StoredRecoveryCode(r.getLong(1), new RecoveryHash(r.getString(2))),
            key,
            selector)
        .stream()
        .findFirst();
  }

  @Override
  public boolean spend(StoredRecoveryCode code) {
    return sql.update(
            "UPDATE otp_recovery_code SET used_at = ? WHERE id = ? AND user_key = ?"
                + " AND used_at IS NULL",
            now,
            code.id(),
            key)
        == 1;
  }

  @Override
  public void replaceRecoveryCodes(List<NewRecoveryCode> codes) {
    locked();
    sql.update("DELETE FROM otp_recovery_code WHERE user_key = ?", key);
    for (NewRecoveryCode code : codes) {
      sql.update(
          "INSERT INTO otp_recovery_code (user_key, selector, hash, created_at)"
              + " VALUES (?, ?, ?, ?)",
          key,
          code.selector(),
          code.hash().text(),
          now);
    }
  }

  @Override
  public void record(AuditEvent event) {
    events.insert(sql, event);
  }

  private int deviceCount() {
    return sql.query(
            "SELECT COUNT(*) FROM otp_device WHERE user_key = ? AND confirmed_at IS NOT NULL",
            r -> r.getInt(1),
            key)
        .get(0);
  }

  /** A row whose secret no key opens verifies nothing, and somebody should hear of it (R004). */
  private List<TotpDevice> opened(List<Optional<TotpDevice>> devices) {
    return devices.stream().flatMap(Optional::stream).toList();
  }

  private Optional<TotpDevice> device(ResultSet r) throws SQLException {
    DeviceId id = new DeviceId(r.getString("id"));
    try {
      return Optional.of(
          new TotpDevice(
              id,
              r.getString("name"),
              new OtpParameters(
                  HashAlgorithm.valueOf(r.getString("algorithm")),
                  r.getInt("digits"),
                  r.getInt("period")),
              keys.open(r.getBytes("secret"), rowOf(id)),
              r.getLong("epoch"),
              r.getLong("last_step")));
    } catch (UnsealException e) {
      record(
          AuditEvent.of(EventType.SECRET_UNREADABLE, now, user, AuditEvent.Origin.HOUSE)
              .ofDevice(id.value()));
      return Optional.empty();
    }
  }

  private String rowOf(DeviceId id) {
    return "otp_device:" + key + ":" + id.value();
  }

  private Row locked() {
    Row known = row;
    return known == null ? read("FOR UPDATE") : known;
  }

  private Row read() {
    return read("");
  }

  private Row read(String lock) {
    List<Row> rows =
        sql.query(
            "SELECT epoch, failures, wait_until, locked_at, recovery_since FROM otp_user"
                + " WHERE user_key = ? "
                + lock,
            r ->
                new Row(
                    r.getLong("epoch"),
                    r.getInt("failures"),
                    Sql.instant(r, "wait_until"),
                    Sql.instant(r, "locked_at") != null,
                    Sql.instant(r, "recovery_since")),
            key);
    Row found = rows.get(0);
    row = found;
    return found;
  }
}
