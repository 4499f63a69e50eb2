package org.otpfilter.policy;

/**
 * Recognises decoded paths on which containers, proxies and frameworks disagree. It does not
 * normalise them.
 */
final class OddPaths {

  private OddPaths() {}

  /**
   * Whether the path holds {@code ;}, {@code \}, {@code %}, a control character, {@code //}, a
   * segment {@code .} or {@code ..}, or one that begins or ends with a blank.
   */
  static boolean odd(String path) {
    int segment = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '/') {
        if ((i > 0 && path.charAt(i - 1) == '/') || dots(path, segment, i)) {
          return true;
        }
        segment = i + 1;
      } else if (blank(c)) {
        if (i == segment || i + 1 == path.length() || path.charAt(i + 1) == '/') {
          return true;
        }
      } else if (c == ';' || c == '\\' || c == '%' || Character.isISOControl(c)) {
        return true;
      }
    }
    return dots(path, segment, path.length());
  }

  private static boolean blank(char c) {
    return c == ' ' || (c > 0x7f && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
  }

  private static boolean dots(String path, int from, int to) {
    return (to - from == 1 || to - from == 2)
        && path.charAt(from) == '.'
        && path.charAt(to - 1) == '.';
  }
}
