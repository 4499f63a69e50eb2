package org.otpfilter.descriptor;

import java.util.Locale;

/**
 * One thing to know about an installation. It names what it is about, and holds no secret.
 *
 * @param level how bad it is
 * @param text one line
 */
public record Finding(Level level, String text) {

  /** How bad a finding is. */
  public enum Level {
    /** Something is not protected, or the application will not start. */
    ERROR,
    /** Deserves a look. */
    WARNING,
    /** Good to know. */
    INFO;

    /** In lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding error(String text) {
    return new Finding(Level.ERROR, text);
  }

  static Finding warning(String text) {
    return new Finding(Level.WARNING, text);
  }

  static Finding info(String text) {
    return new Finding(Level.INFO, text);
  }

  @Override
  public String toString() {
    return level.word() + ": " + text;
  }
}
