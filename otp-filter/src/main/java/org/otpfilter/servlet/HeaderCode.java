package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserKey;

/**
 * The mark of a request whose header brought a right code. It counts for the dispatches of that
 * request and for the user who brought it; nothing that a client or another filter can set is one.
 */
final class HeaderCode {
  private static final String ATTRIBUTE = "org.otpfilter.header-code";

  private final UserKey user;

  private HeaderCode(UserKey user) {
    this.user = user;
  }

  /** Marks the request. */
  static void accept(HttpServletRequest request, UserId user) {
    request.setAttribute(ATTRIBUTE, new HeaderCode(user.key()));
  }

  /** Whether the request is marked for that user. */
  static boolean verified(HttpServletRequest request, UserId user) {
    return request.getAttribute(ATTRIBUTE) instanceof HeaderCode code
        && code.user.equals(user.key());
  }
}
