package org.otpfilter.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a session with the host's own sign-in. Writes no answer. */
final class SessionEnd {
  private static final Logger LOG = LoggerFactory.getLogger(SessionEnd.class);

  private SessionEnd() {}

  static void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    try {
      request.logout();
    } catch (ServletException | RuntimeException e) {
      // a container without a login of its own has nothing to sign out of, and some say so loudly
      LOG.debug("the container's logout failed; the session is ended all the same", e);
    }
    if (session != null) {
      try {
        session.invalidate();
      } catch (IllegalStateException ended) {
        // logout() ended it, as some containers do
      }
    }
  }
}
