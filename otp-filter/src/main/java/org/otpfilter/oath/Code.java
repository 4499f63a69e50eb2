package org.otpfilter.oath;

import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A code as a person types it: ASCII digits, kept as text so that leading zeros count (R017). Does
 * not print itself.
 */
public final class Code {
  private static final int LONGEST_RAW = 32;

  private final byte[] digits;

  private Code(byte[] digits) {
    this.digits = digits;
  }

  /**
   * Reads a code. Blanks may stand around and between the digits, hyphens between them; anything
   * else, or more than 32 characters, is no code.
   *
   * @param length whether a code may have so many digits
   */
  public static Optional<Code> parse(String raw, IntPredicate length) {
    if (raw.length() > LONGEST_RAW) {
      return Optional.empty();
    }
    int count = 0;
    boolean hyphen = false;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (isDigit(c)) {
        count++;
        hyphen = false;
      } else if (c == '-' && count > 0) {
        hyphen = true;
      } else if (c != ' ' && c != '\t') {
        return Optional.empty();
      }
    }
    return hyphen || !length.test(count) ? Optional.empty() : Optional.of(of(raw, count));
  }

  private static Code of(String raw, int count) {
    byte[] digits = new byte[count];
    int place = 0;
    for (int i = 0; i < raw.length(); i++) {
      if (isDigit(raw.charAt(i))) {
        digits[place++] = (byte) raw.charAt(i);
      }
    }
    return new Code(digits);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** How many digits it has. */
  public int length() {
    return digits.length;
  }

  /** The digit at a place, in ASCII. */
  byte digit(int place) {
    return digits[place];
  }

  @Override
  public String toString() {
    return "Code[" + digits.length + " digits]";
  }
}
