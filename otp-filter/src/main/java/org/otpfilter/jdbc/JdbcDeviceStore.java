package org.otpfilter.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.otpfilter.device.DeviceId;
import org.otpfilter.device.DeviceStore;
import org.otpfilter.device.StoreUnavailableException;
import org.otpfilter.device.UserAccount;
import org.otpfilter.device.UserLedger;
import org.otpfilter.user.UserId;

/** Users, devices and recovery codes in the database. Thread-safe; keeps nothing in memory. */
final class JdbcDeviceStore implements DeviceStore {

  // one statement, so that epoch and devices are of one moment
  private static final String ACCOUNT =
      "SELECT u.name, u.epoch, u.wait_until, u.locked_at, u.recovery_failures, u.recovery_since,"
          + " (SELECT COUNT(*) FROM otp_recovery_code c"
          + " WHERE c.user_key = u.user_key AND c.used_at IS NULL) AS codes_left,"
          + " d.id AS device_id, d.name AS device_name, d.digits, d.confirmed_at"
          + " FROM otp_user u LEFT JOIN otp_device d"
          + " ON d.user_key = u.user_key AND d.confirmed_at IS NOT NULL"
          + " WHERE u.user_key = ? ORDER BY d.confirmed_at, d.id";

  private final Transactions transactions;
  private final JdbcUserLedger.House house;

  private record AccountRow(UserAccount user, UserAccount.@Nullable Entry device) {}

  JdbcDeviceStore(Transactions transactions, JdbcUserLedger.House house) {
    this.transactions = transactions;
    this.house = house;
  }

  @Override
  public UserAccount find(UserId user) {
    Instant now = house.clock().instant();
    List<AccountRow> rows =
        transactions.single(sql -> sql.list(ACCOUNT, row -> read(row, now), user.key().hex()));
    if (rows.isEmpty()) {
      return UserAccount.UNKNOWN;
    }
    List<UserAccount.Entry> devices = new ArrayList<>();
    for (AccountRow row : rows) {
      UserAccount.Entry device = row.device();
      if (device != null) {
        devices.add(device);
      }
    }
    UserAccount account = rows.get(0).user();
    return new UserAccount(
        account.name(), account.epoch(), devices, account.recoveryCodesLeft(), account.standing());
  }

  private static AccountRow read(ResultSet row, Instant now) throws SQLException {
    Instant wait = SqlSession.instant(row, "wait_until");
    UserAccount.Standing standing =
        new UserAccount.Standing(
            wait != null && wait.isAfter(now) ? wait : null,
            SqlSession.instant(row, "locked_at") != null,
            UserRow.recoveryUntil(row, now).orElse(null));
    UserAccount account =
        new UserAccount(
            row.getString("name"),
            row.getLong("epoch"),
            List.of(),
            row.getInt("codes_left"),
            standing);
    String device = row.getString("device_id");
    return new AccountRow(account, device == null ? null : entry(new DeviceId(device), row));
  }

  private static UserAccount.Entry entry(DeviceId id, ResultSet row) throws SQLException {
    return new UserAccount.Entry(
        id,
        row.getString("device_name"),
        row.getInt("digits"),
        SqlSession.utcInstant(row, "confirmed_at"));
  }

  @Override
  public <T> T transact(UserId user, Function<UserLedger, T> work) {
    Function<SqlSession, T> withLedger = sql -> work.apply(new JdbcUserLedger(sql, user, house));
    try {
      return transactions.run(withLedger);
    } catch (UserRowMissingException e) {
      // the transaction is over: an insert in it would wait for the gap locks of other new users
      transactions.single(sql -> store(sql, user));
    }
    try {
      return transactions.run(withLedger);
    } catch (UserRowMissingException e) {
      throw new StoreUnavailableException("a user's row is gone as soon as it is stored", e);
    }
  }

  private boolean store(SqlSession sql, UserId user) {
    try {
      sql.update(
          "INSERT INTO otp_user (user_key, name, created_at) VALUES (?, ?, ?)",
          user.key().hex(),
          StoredText.fit(user.name(), 255),
          SqlSession.utc(house.clock().instant()));
      return true;
    } catch (StatementFailedException e) {
      if (Dialect.isDuplicate(e.failure())) {
        return false;
      }
      throw e;
    }
  }
}
