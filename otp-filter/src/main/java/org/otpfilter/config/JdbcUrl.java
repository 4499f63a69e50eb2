package org.otpfilter.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** What is known of a JDBC URL without its driver. It opens nothing. */
final class JdbcUrl {

  private static final Pattern CREDENTIALS = Pattern.compile("^(jdbc:[a-zA-Z0-9]*:?).*@");
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("((?:pass|pwd|secret|token|key)[^=]*=).*", Pattern.CASE_INSENSITIVE);

  private JdbcUrl() {}

  static boolean wellFormed(String url) {
    return url.startsWith("jdbc:") && url.length() > 5 && !url.contains(" ");
  }

  /** Whether it is a database inside this JVM, which no other machine shares. */
  static boolean embedded(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return lower.startsWith("jdbc:h2:")
        && !lower.startsWith("jdbc:h2:tcp:")
        && !lower.startsWith("jdbc:h2:ssl:");
  }

  /**
   * Hides what stands before an {@code @}, and everything from the first parameter on that may be a
   * secret, since drivers quote values in too many ways to find their end.
   */
  static String masked(String url) {
    if (!url.startsWith("jdbc:")) {
      return "***";
    }
    String anonymous = CREDENTIALS.matcher(url).replaceFirst("$1***@");
    return SECRET_PARAMETER.matcher(anonymous).replaceFirst("$1***");
  }
}
