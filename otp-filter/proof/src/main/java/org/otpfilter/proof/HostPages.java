package org.otpfilter.proof;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The host application: a login without a password, a page for who is signed in, a logout. */
final class HostPages {
  static final String USER = "user";
  static final String GREETING = "This page is for ";

  private HostPages() {}

  /** {@code POST /login} with {@code user}: 204, and the session is that user's. */
  static final class Login extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String user = request.getParameter("user");
      if (user == null) {
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        return;
      }
      request.getSession().setAttribute(USER, user);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  /** {@code GET /app/page}: 1 KiB of text, or 401 for who is not signed in. */
  static final class Page extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final byte[] FILL =
        " lorem ipsum".repeat(85).getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      HttpSession session = request.getSession(false);
      Object user = session == null ? null : session.getAttribute(USER);
      if (user == null) {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        return;
      }
      byte[] greeting = (GREETING + user + ".").getBytes(StandardCharsets.UTF_8);
      response.setContentType("text/plain;charset=utf-8");
      response.setContentLength(greeting.length + FILL.length);
      response.getOutputStream().write(greeting);
      response.getOutputStream().write(FILL);
    }
  }

  /** {@code POST /logout}: 204, and the session is over. */
  static final class Logout extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
      HttpSession session = request.getSession(false);
      if (session != null) {
        session.invalidate();
      }
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }
}
