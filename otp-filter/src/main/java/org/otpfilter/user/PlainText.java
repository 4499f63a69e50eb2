package org.otpfilter.user;

import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells which objects of the host application are a name by themselves. It formats nothing else.
 */
final class PlainText {

  private PlainText() {}

  /** Returns the text of a value, or null for a principal without a name. */
  static @Nullable String of(Object value, String source) {
    if (value instanceof CharSequence || value instanceof Number || value instanceof UUID) {
      return value.toString();
    }
    if (value instanceof Principal principal) {
      return principal.getName();
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    throw new IllegalStateException(
        source + " is a " + value.getClass().getName() + "; name a property of it");
  }
}
