package org.otpfilter.descriptor;

/**
 * Something is not a web application, or not one that may be read. Its message says why, in one
 * line.
 */
public final class UnreadableAppException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message that names what cannot be read, and why. */
  public UnreadableAppException(String message) {
    super(message);
  }

  /** With the cause. */
  public UnreadableAppException(String message, Throwable cause) {
    super(message, cause);
  }
}
