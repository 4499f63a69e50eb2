package org.otpfilter.oath;

/**
 * What a device computes its codes with, beside the key (R016).
 *
 * @param digits 6 to 8
 * @param periodSeconds 30 to 120
 */
public record OtpParameters(HashAlgorithm algorithm, int digits, int periodSeconds) {

  /** What every authenticator app understands: SHA-1, six digits, 30 s. */
  public static final OtpParameters DEFAULT = new OtpParameters(HashAlgorithm.SHA1, 6, 30);

  public OtpParameters {
    if (digits < 6 || digits > 8) {
      throw new IllegalArgumentException("digits is " + digits + ", not 6, 7 or 8");
    }
    if (periodSeconds < 30 || periodSeconds > 120) {
      throw new IllegalArgumentException(
          "the period is " + periodSeconds + " s, not between 30 and 120");
    }
  }
}
