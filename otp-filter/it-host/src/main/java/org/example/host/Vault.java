package org.example.host;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/**
 * Content that wants somebody signed in, as pages of an application do: it counts and shows as
 * {@link Canary} does. What it is asked for below {@code /open/} or {@code /static/} is no secret.
 */
public final class Vault extends HttpServlet {
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean included = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH) != null;
    String path =
        included
            ? String.valueOf(request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH))
            : request.getServletPath();
    if (path.startsWith("/open/") || path.startsWith("/static/")) {
      response.getWriter().println("an open page");
    } else {
      show(this, request, response);
    }
  }

  /** Shows the canary to somebody who is signed in. */
  static void show(HttpServlet servlet, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    boolean signedIn =
        request.getRemoteUser() != null
            || (session != null && session.getAttribute("account") != null);
    if (signedIn) {
      Canary.counter(servlet.getServletContext()).incrementAndGet();
      response.setHeader("X-Canary", Canary.TEXT);
    }
    response.getWriter().println(signedIn ? Canary.TEXT : "sign in first");
  }
}
