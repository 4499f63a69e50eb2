package org.otpfilter.secret;

import org.jspecify.annotations.Nullable;

/**
 * A sealed secret cannot be opened: unknown key, damaged, or sealed for another row (R004, R006).
 */
public final class UnsealException extends RuntimeException {

  /** Says which; never what was inside. */
  public UnsealException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
