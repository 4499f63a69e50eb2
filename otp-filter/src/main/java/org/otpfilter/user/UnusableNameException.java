package org.otpfilter.user;

/**
 * The host application reported a user name that identifies nobody. The message tells what is wrong
 * with it and does not quote it.
 */
public final class UnusableNameException extends RuntimeException {

  UnusableNameException(String message) {
    super(message);
  }
}
