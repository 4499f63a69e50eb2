package org.otpfilter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.otpfilter.device.EpochSource;
import org.otpfilter.user.UserKey;

/**
 * Epochs over a connection of its own, so that a pool in use by others delays no revocation. Opens
 * it when asked, and again after a failure.
 */
final class JdbcEpochSource implements EpochSource {
  private final DataSource source;
  private final Dialect dialect;
  private @Nullable Connection connection;
  private boolean before;

  private record Changed(UserKey key, long epoch) {}

  JdbcEpochSource(DataSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  @Override
  public Map<UserKey, Long> changedWithin(Duration back) {
    try {
      return changedWithin(new SqlSession(open()), back);
    } catch (SQLException e) {
      close();
      throw Transactions.unavailable(e);
    } catch (StatementFailedException e) {
      close();
      throw Transactions.unavailable(e.failure());
    }
  }

  private Map<UserKey, Long> changedWithin(SqlSession sql, Duration back) {
    LocalDateTime now =
        sql.first("SELECT " + dialect.utcNow(), row -> row.getObject(1, LocalDateTime.class))
            .orElseThrow();
    List<Changed> changed =
        sql.list(
            "SELECT user_key, epoch FROM otp_user WHERE changed_at >= ?",
            row -> new Changed(new UserKey(row.getString(1)), row.getLong(2)),
            now.minus(back));
    Map<UserKey, Long> epochs = new HashMap<>();
    for (Changed user : changed) {
      epochs.put(user.key(), user.epoch());
    }
    return epochs;
  }

  private Connection open() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = source.getConnection();
      connection = open;
      Transactions.limitAnswer(open);
      before = open.getAutoCommit();
      open.setAutoCommit(true);
    }
    return open;
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        try (open) {
          open.setAutoCommit(before);
        }
      } catch (SQLException e) {
        // broken already, which is why it is closed
      }
    }
  }
}
