package org.otpfilter.jdbc;

import org.jspecify.annotations.Nullable;

/** Free text as the columns can hold it. Not for keys: two texts may become one. */
final class StoredText {
  private static final char UNSTORABLE = '\uFFFD';

  private StoredText() {}

  /**
   * The text cut to so many UTF-16 units (H2 counts these, the others count code points) without
   * splitting a pair; half pairs and NUL, which PostgreSQL refuses, are replaced.
   */
  static String fit(String text, int limit) {
    StringBuilder fitted = new StringBuilder(Math.min(text.length(), limit));
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (fitted.length() + Character.charCount(point) > limit) {
        break;
      }
      boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      fitted.appendCodePoint(half || point == 0 ? UNSTORABLE : point);
    }
    return fitted.toString();
  }

  static @Nullable String fitOrNull(@Nullable String text, int limit) {
    return text == null ? null : fit(text, limit);
  }
}
