package org.otpfilter.audit;

import java.util.List;

/** Where events are kept. Implementations write all of them or throw. */
public interface EventStore {

  /** Appends the events in one transaction. */
  void append(List<AuditEvent> events);
}
