package org.otpfilter.jdbc;

import java.util.List;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.EventStore;

/** Events in {@code otp_event}. Thread-safe. */
final class JdbcEventStore implements EventStore {
  private final Transactions transactions;
  private final String node;

  JdbcEventStore(Transactions transactions, String node) {
    this.transactions = transactions;
    this.node = node;
  }

  @Override
  public void append(List<AuditEvent> events) {
    transactions.run(
        sql -> {
          EventRows.insert(sql, node, events);
          return events.size();
        });
  }
}
