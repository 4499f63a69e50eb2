package org.example.host;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The application's own login: a form, and an {@link Account} in a new session. */
public final class Login extends HttpServlet {
  private static final String PASSWORD = "wonderland";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/html");
    response
        .getWriter()
        .println(
            "<form method=post><input name=username><input name=password type=password></form>");
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = request.getParameter("username");
    if (name == null || !PASSWORD.equals(request.getParameter("password"))) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    request.getSession();
    if (!"keep".equals(request.getParameter("session"))) {
      request.changeSessionId();
    }
    request.getSession().setAttribute("account", new Account(name, "user"));
    response.sendRedirect(request.getContextPath() + "/secret/home");
  }
}
