package org.otpfilter.oath;

/** The value of RFC 4226 section 5.3: truncation of an HMAC, and its digits. */
final class Hotp {
  private static final int[] POWERS = {1_000_000, 10_000_000, 100_000_000};

  private Hotp() {}

  /** The counter as the eight bytes that are hashed. */
  static void counter(long counter, byte[] into, int from) {
    for (int i = from + 7; i >= from; i--) {
      into[i] = (byte) counter;
      counter >>>= 8;
    }
  }

  /** Dynamic truncation to the given number of digits, 6 to 8. */
  static int truncate(byte[] hmac, int digits) {
    int offset = hmac[hmac.length - 1] & 0xf;
    int binary =
        (hmac[offset] & 0x7f) << 24
            | (hmac[offset + 1] & 0xff) << 16
            | (hmac[offset + 2] & 0xff) << 8
            | (hmac[offset + 3] & 0xff);
    return binary % POWERS[digits - 6];
  }

  /** Whether the code is that value; looks at every digit whatever it finds (R007). */
  static boolean same(int value, Code code) {
    int difference = 0;
    for (int place = code.length() - 1; place >= 0; place--) {
      difference |= ('0' + value % 10) ^ code.digit(place);
      value /= 10;
    }
    return difference == 0;
  }
}
