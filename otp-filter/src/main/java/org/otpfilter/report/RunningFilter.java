package org.otpfilter.report;

import java.util.List;

/**
 * A running filter as JMX shows it. Keeps nothing of the application's classes.
 *
 * @param version of the product
 * @param mode the setting
 * @param findings what was found at start
 */
public record RunningFilter(
    String version,
    String mode,
    List<String> findings,
    Recorder recorder,
    Verifications verifications)
    implements OtpFilterMXBean {
  private static final int MOST_LINES = 200;

  /** Copies the list. */
  public RunningFilter {
    findings = List.copyOf(findings);
  }

  @Override
  public String getVersion() {
    return version;
  }

  @Override
  public String getMode() {
    return mode;
  }

  @Override
  public String[] getStartFindings() {
    return findings.toArray(String[]::new);
  }

  @Override
  public String[] getReport() {
    return recorder.snapshot().lines(MOST_LINES).toArray(String[]::new);
  }

  @Override
  public long getDenials() {
    return recorder.requests();
  }

  @Override
  public long getVerifications() {
    return verifications.count();
  }
}
