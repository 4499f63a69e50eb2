package org.otpfilter.servlet;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.otpfilter.user.UnusableNameException;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserNames;

/**
 * The user name that an {@code Authorization} line of Basic or Digest brings (RFC 7617, RFC 7616).
 * Checks no password; a name that cannot be read is nobody's.
 */
final class Credentials {
  private static final Pattern DIGEST_NAME =
      Pattern.compile("(?i)(?:^digest|,)\\s*username=\"([^\"\\\\]*)\"");

  private final @Nullable String name;

  private Credentials(@Nullable String name) {
    this.name = name;
  }

  /** Reads a line; null if it is of another scheme. */
  static @Nullable Credentials read(String line) {
    String text = line.trim();
    if (text.regionMatches(true, 0, "basic", 0, 5)) {
      return new Credentials(basic(text.substring(5).trim()));
    }
    if (text.regionMatches(true, 0, "digest", 0, 6)) {
      Matcher names = DIGEST_NAME.matcher(text);
      String first = names.find() ? names.group(1) : null;
      return new Credentials(names.find() ? null : first);
    }
    return null;
  }

  private static @Nullable String basic(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : pair.substring(0, colon);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether they are that user's. */
  boolean areOf(@Nullable UserId user, UserNames names) {
    if (user == null || name == null) {
      return false;
    }
    try {
      return names.identify(name).key().equals(user.key());
    } catch (UnusableNameException e) {
      return false;
    }
  }
}
