package org.otpfilter.jdbc;

import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.user.UserId;

/** Writes events as rows of {@code otp_event}. Thread-safe. */
final class EventRows {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_DETAIL = 500;

  private final String node;

  EventRows(String node) {
    this.node = node;
  }

  void insert(Sql sql, AuditEvent event) {
    UserId user = event.user();
    sql.update(
        "INSERT INTO otp_event (at, event, user_key, name, device, address, session, node, detail,"
            + " occurrences) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        event.at(),
        event.type().text(),
        user == null ? null : user.key().hex(),
        user == null ? null : cut(user.name(), LONGEST_NAME),
        event.device(),
        cut(event.origin().address(), 64),
        event.origin().session(),
        cut(node, LONGEST_NAME),
        cut(event.detail(), LONGEST_DETAIL),
        event.count());
  }

  /** Cuts without splitting a character. */
  static @Nullable String cut(@Nullable String text, int most) {
    if (text == null || text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, most));
  }
}
