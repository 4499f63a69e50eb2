package org.otpfilter.page;

import java.util.List;
import java.util.Objects;

/**
 * Something that went wrong, as a key of the message bundle. It holds no text of its own, so that a
 * theme can reword it.
 */
public record Notice(String messageKey, List<String> args) {
  public Notice {
    Objects.requireNonNull(messageKey, "messageKey");
    args = List.copyOf(args);
  }

  /** The notice of this key, with what fills its places. */
  public static Notice of(String messageKey, String... args) {
    return new Notice(messageKey, List.of(args));
  }
}
