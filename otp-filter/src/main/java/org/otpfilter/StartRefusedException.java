package org.otpfilter;

/** The application must not start as it is set up; the message says what to do. */
final class StartRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartRefusedException(String message) {
    super(message);
  }
}
