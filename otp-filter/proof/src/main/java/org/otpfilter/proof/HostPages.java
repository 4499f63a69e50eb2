package org.otpfilter.proof;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The host application: a login without a password, a page for who is signed in, a logout. */
final class HostPages {
  static final String USER = "user";
  static final String GREETING = "This page is for ";
  static final String NOTE = "/app/note";

  private HostPages() {}

  /** All of them, by path. */
  static Map<String, HttpServlet> byPath() {
    return Map.of(
        "/login", new Login(), "/logout", new Logout(), "/app/page", new Page(), NOTE, new Note());
  }

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

  /**
   * {@code POST /app/note?NAME}: the session remembers the body under that name, and the answer is
   * what it remembered before. Who sends the body late has a request that holds the session so
   * long.
   */
  static final class Note extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      HttpSession session = request.getSession(false);
      if (session == null) {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        return;
      }
      String name = "note." + request.getQueryString();
      String before = String.valueOf(session.getAttribute(name));
      byte[] note = request.getInputStream().readAllBytes();
      session.setAttribute(name, new String(note, StandardCharsets.UTF_8));
      response.setContentType("text/plain;charset=utf-8");
      response.getOutputStream().write(before.getBytes(StandardCharsets.UTF_8));
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
