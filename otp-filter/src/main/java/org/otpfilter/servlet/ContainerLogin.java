package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/**
 * Whether the container signs the user in by itself and so shows the user inside a constraint only.
 * Remembered in the session, because the pages usually lie outside of every constraint.
 */
final class ContainerLogin {
  private static final String ATTRIBUTE = "org.otpfilter.constrained";

  private ContainerLogin() {}

  /** Notes how the visible user was signed in. To be called where a user is visible. */
  static void note(HttpServletRequest request, HttpSession session) {
    boolean constrained = isConstrained(request);
    if (constrained != remembered(session)) {
      if (constrained) {
        session.setAttribute(ATTRIBUTE, true);
      } else {
        session.removeAttribute(ATTRIBUTE);
      }
    }
  }

  /** Whether it was noted for this session. */
  static boolean remembered(HttpSession session) {
    return Boolean.TRUE.equals(session.getAttribute(ATTRIBUTE));
  }

  private static boolean isConstrained(HttpServletRequest request) {
    String type = request.getAuthType();
    return type != null
        && switch (type) {
          case HttpServletRequest.BASIC_AUTH,
              HttpServletRequest.DIGEST_AUTH,
              HttpServletRequest.CLIENT_CERT_AUTH,
              "CLIENT-CERT" ->
              true;
          default -> false;
        };
  }
}
