package org.otpfilter.audit;

import java.util.Locale;

/**
 * The kinds of events (R096, R100). The name in lower case with hyphens stands in log and table.
 */
public enum EventType {
  CODE_ACCEPTED,
  CODE_REFUSED,
  CODE_REPLAYED,
  CODE_WAITING,
  CODE_MALFORMED,
  USER_LOCKED,
  RECOVERY_CODE_ACCEPTED,
  RECOVERY_CODE_REFUSED,
  RECOVERY_CODES_RENEWED,
  USER_UNLOCKED,
  ENROLMENT_STARTED,
  ENROLMENT_REFUSED,
  ENROLMENT_CONFLICT,
  DEVICE_CONFIRMED,
  DEVICE_RENAMED,
  DEVICE_REMOVED,
  FOREIGN_DEVICE,
  FORM_FORGED,
  MARK_OF_ANOTHER_USER,
  KNOWN_USER_NEW_SPELLING,
  REQUEST_DENIED,
  REQUEST_WOULD_BE_DENIED,
  ADDRESS_THROTTLED,
  SIGNED_OUT,
  SECRET_UNREADABLE,
  STORE_UNAVAILABLE,
  STORE_BACK;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name as it stands in the log and in {@code otp_event}. */
  public String text() {
    return text;
  }
}
