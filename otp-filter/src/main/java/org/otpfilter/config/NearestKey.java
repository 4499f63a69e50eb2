package org.otpfilter.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/** Guesses which key somebody meant, by edit distance. It makes no guess that is far off. */
final class NearestKey {

  private NearestKey() {}

  /** A clause for the end of a message, or nothing. */
  static String hint(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace('_', '-');
    String wanted =
        lower.startsWith("otp.") || lower.startsWith("otp-") ? lower.substring(4) : lower;
    return Arrays.stream(SettingKey.values())
        .map(SettingKey::key)
        .min(Comparator.comparingInt(key -> distance(wanted, key)))
        .filter(key -> distance(wanted, key) <= Math.max(2, key.length() / 2))
        .map(key -> "; the nearest known key is '" + key + "'")
        .orElse("");
  }

  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    Arrays.setAll(previous, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
