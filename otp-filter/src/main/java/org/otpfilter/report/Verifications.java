package org.otpfilter.report;

import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.otpfilter.OtpEvent;
import org.otpfilter.OtpListener;
import org.otpfilter.audit.EventType;

/** Counts right codes since the start, whichever way they came. Thread-safe. */
public final class Verifications implements OtpListener {
  private static final Set<String> TYPES =
      Set.of(
          EventType.CODE_ACCEPTED.text(),
          EventType.RECOVERY_CODE_ACCEPTED.text(),
          EventType.DEVICE_CONFIRMED.text());

  private final LongAdder count = new LongAdder();

  @Override
  public void onEvent(OtpEvent event) {
    if (TYPES.contains(event.type())) {
      count.add(event.count());
    }
  }

  long count() {
    return count.sum();
  }
}
