package org.otpfilter.page;

/** A template, message or style sheet that cannot be used. Its message names the file. */
public final class ThemeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ThemeException(String message) {
    super(message);
  }

  ThemeException(String message, Throwable cause) {
    super(message, cause);
  }
}
