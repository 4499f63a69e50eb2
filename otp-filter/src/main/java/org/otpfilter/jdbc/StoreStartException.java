package org.otpfilter.jdbc;

/**
 * The store cannot be opened at start. The message says what to do; the application must not start.
 */
public final class StoreStartException extends RuntimeException {

  /** Says what is wrong and what to do. */
  public StoreStartException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same, without a cause. */
  public StoreStartException(String message) {
    super(message);
  }
}
