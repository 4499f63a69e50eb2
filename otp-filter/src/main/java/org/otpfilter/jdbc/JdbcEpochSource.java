package org.otpfilter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.otpfilter.device.EpochSource;
import org.otpfilter.user.UserKey;

/** Epochs raised of late, read on a connection of its own: a full pool does not delay it. */
final class JdbcEpochSource implements EpochSource {
  private final Connection connection;
  private final Dialect dialect;

  JdbcEpochSource(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  @Override
  public Map<UserKey, Long> changedWithin(Duration back) {
    try {
      Map<UserKey, Long> epochs = new HashMap<>();
      new Sql(connection)
          .query(
              "SELECT user_key, epoch FROM otp_user WHERE changed_at >= " + dialect.nowPlusMillis,
              r -> {
                UserKey user = new UserKey(r.getString(1));
                epochs.put(user, r.getLong(2));
                return user;
              },
              -back.toMillis());
      return epochs;
    } catch (Sql.SqlFailure e) {
      throw Connections.unavailable(e.sql());
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // it is gone all the same
    }
  }
}
