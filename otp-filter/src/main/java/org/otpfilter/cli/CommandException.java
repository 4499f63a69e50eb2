package org.otpfilter.cli;

/**
 * A command cannot do what it was asked: its message is the one line that the operator gets, and
 * the exit code is {@link Main#UNUSABLE}. It holds no secret.
 */
public final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message that says what is wrong, where, and what to do. */
  public CommandException(String message) {
    super(message);
  }

  /** With the cause, which is not shown. */
  public CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
