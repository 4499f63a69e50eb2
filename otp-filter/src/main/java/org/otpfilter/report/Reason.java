package org.otpfilter.report;

import java.util.Locale;

/** Why a request was or would have been stopped. */
public enum Reason {
  OTP_REQUIRED,
  ENROLMENT_REQUIRED,
  TOO_OLD,
  SIGN_IN_REQUIRED,
  SESSION_OVER,
  UNAVAILABLE,
  /** The request could not be read. */
  UNREADABLE;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** As it stands in log, table and JSON. */
  public String text() {
    return text;
  }
}
