package org.otpfilter.servlet;

/** Who is signed in could not be read from the request; that is a denial (R070). */
final class UnreadableUserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableUserException(RuntimeException cause) {
    super("the user source failed on a page of the product", cause);
  }
}
