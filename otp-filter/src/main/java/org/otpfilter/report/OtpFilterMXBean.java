package org.otpfilter.report;

/**
 * What JMX shows of a running filter. Nothing can be changed by it, and it never holds a code, a
 * key or a session id.
 */
public interface OtpFilterMXBean {

  /** The product's version. */
  String getVersion();

  /** The setting {@code mode}. */
  String getMode();

  /** What was found wrong at start, a finding a line; empty if nothing was. */
  String[] getStartFindings();
}
