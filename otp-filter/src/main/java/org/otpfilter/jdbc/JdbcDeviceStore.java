package org.otpfilter.jdbc;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.otpfilter.device.DeviceId;
import org.otpfilter.device.DeviceStore;
import org.otpfilter.device.UserAccount;
import org.otpfilter.device.UserAccount.Standing;
import org.otpfilter.device.UserLedger;
import org.otpfilter.secret.SealingKeys;
import org.otpfilter.throttle.Budget;
import org.otpfilter.user.UserId;

/** Users and devices in the tables of {@code sql/}. Thread-safe. */
final class JdbcDeviceStore implements DeviceStore {
  private final Connections connections;
  private final Dialect dialect;
  private final SealingKeys keys;
  private final EventRows events;
  private final Clock clock;

  JdbcDeviceStore(
      Connections connections, Dialect dialect, SealingKeys keys, EventRows events, Clock clock) {
    this.connections = connections;
    this.dialect = dialect;
    this.keys = keys;
    this.events = events;
    this.clock = clock;
  }

  /** The columns of {@code otp_user} that an account shows. */
  private record UserRow(String name, long epoch, Standing standing) {}

  @Override
  public UserAccount find(UserId user) {
    String key = user.key().hex();
    return connections.run(
        sql -> {
          List<UserRow> rows =
              sql.query(
                  "SELECT name, epoch, wait_until, locked_at, recovery_failures, recovery_since"
                      + " FROM otp_user WHERE user_key = ?",
                  r ->
                      new UserRow(
                          r.getString("name"),
                          r.getLong("epoch"),
                          new Standing(
                              future(Sql.instant(r, "wait_until")),
                              Sql.instant(r, "locked_at") != null,
                              recoveryWait(
                                  r.getInt("recovery_failures"),
                                  Sql.instant(r, "recovery_since")))),
                  key);
          return rows.isEmpty() ? UserAccount.UNKNOWN : account(sql, key, rows.get(0));
        });
  }

  private static UserAccount account(Sql sql, String key, UserRow row) {
    List<UserAccount.Entry> devices =
        sql.query(
            "SELECT id, name, digits, confirmed_at FROM otp_device"
                + " WHERE user_key = ? AND confirmed_at IS NOT NULL ORDER BY confirmed_at, id",
            r -> {
              Instant confirmed = Sql.instant(r, "confirmed_at");
              return new UserAccount.Entry(
                  new DeviceId(r.getString("id")),
                  r.getString("name"),
                  r.getInt("digits"),
                  confirmed == null ? Instant.EPOCH : confirmed);
            },
            key);
    int left =
        sql.query(
                "SELECT COUNT(*) FROM otp_recovery_code WHERE user_key = ? AND used_at IS NULL",
                r -> r.getInt(1),
                key)
            .get(0);
    return new UserAccount(row.name(), row.epoch(), devices, left, row.standing());
  }

  private @Nullable Instant future(@Nullable Instant instant) {
    return instant != null && instant.isAfter(clock.instant()) ? instant : null;
  }

  private @Nullable Instant recoveryWait(int failures, @Nullable Instant since) {
    return since != null && failures >= Budget.RECOVERY_LIMIT
        ? future(since.plus(Budget.RECOVERY_PERIOD))
        : null;
  }

  @Override
  public <T> T transact(UserId user, Function<UserLedger, T> work) {
    String key = user.key().hex();
    return connections.transact(
        sql -> {
          Instant now = clock.instant();
          if (sql.query("SELECT 1 FROM otp_user WHERE user_key = ?", r -> 1, key).isEmpty()) {
            sql.update(dialect.addUser, key, EventRows.cut(user.name(), 255), now);
          }
          return work.apply(new JdbcUserLedger(sql, dialect, keys, events, user, now));
        });
  }
}
