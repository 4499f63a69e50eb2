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

  /** What {@code doctor} would say of the application as it started, a finding a line. */
  String[] getStartFindings();

  /** Who was stopped, or would have been in report mode: a headline, then a row a line. */
  String[] getReport();

  /** How many requests were stopped since the start, or would have been. */
  long getDenials();

  /** How many right codes were answered since the start. */
  long getVerifications();
}
