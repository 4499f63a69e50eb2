package org.otpfilter.device;

/** The store did not answer, or refused. Nothing may be granted on the strength of it (R102). */
public final class StoreUnavailableException extends RuntimeException {

  /** Says what could not be done, and why. */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
