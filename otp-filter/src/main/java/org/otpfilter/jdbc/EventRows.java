package org.otpfilter.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.user.UserId;

/** Rows of {@code otp_event}, which are only ever added. */
final class EventRows {
  private static final String INSERT =
      "INSERT INTO otp_event"
          + " (at, event, user_key, name, device, address, session, node, detail, occurrences)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private EventRows() {}

  static void insert(SqlSession sql, String node, List<AuditEvent> events) {
    sql.batch(INSERT, events.stream().map(event -> columns(event, node)).toList());
  }

  private static @Nullable Object[] columns(AuditEvent event, String node) {
    UserId user = event.user();
    return new @Nullable Object[] {
      SqlSession.utc(event.at()),
      event.type().text(),
      user == null ? null : user.key().hex(),
      user == null ? null : StoredText.fit(user.name(), 255),
      StoredText.fitOrNull(event.device(), 64),
      StoredText.fitOrNull(event.origin().address(), 64),
      StoredText.fitOrNull(event.origin().session(), 128),
      StoredText.fit(node, 255),
      StoredText.fitOrNull(event.detail(), 500),
      event.count()
    };
  }
}
