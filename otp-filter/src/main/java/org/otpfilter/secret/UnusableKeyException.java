package org.otpfilter.secret;

/** A sealing key cannot be used. The message never holds key material. */
public final class UnusableKeyException extends RuntimeException {

  /** Says what is wrong and what is allowed. */
  public UnusableKeyException(String message) {
    super(message);
  }

  /** The same, with the cause. */
  public UnusableKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
