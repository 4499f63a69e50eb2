package org.otpfilter.policy;

import java.time.Duration;

/**
 * The text form of durations in rules and settings: {@code 30s}, {@code 5m}, {@code 12h}, {@code
 * 30d}. It knows no bounds, no fractions and no sums.
 */
public final class DurationText {

  private static final int MAX_DIGITS = 9;

  private DurationText() {}

  /** Reads a duration, or throws an {@link IllegalArgumentException} that says what is allowed. */
  public static Duration parse(String text) {
    int digits = text.length() - 1;
    if (digits < 1 || digits > MAX_DIGITS || !digitsOnly(text, digits)) {
      throw notADuration();
    }
    long amount = Long.parseLong(text, 0, digits, 10);
    return switch (text.charAt(digits)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      case 'd' -> Duration.ofDays(amount);
      default -> throw notADuration();
    };
  }

  /** Writes a duration of whole seconds in the largest unit that divides it. */
  public static String of(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds != 0 && seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds != 0 && seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds != 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static boolean digitsOnly(String text, int length) {
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException notADuration() {
    return new IllegalArgumentException(
        "a duration is a whole number and a unit: 30s, 5m, 12h or 30d");
  }
}
