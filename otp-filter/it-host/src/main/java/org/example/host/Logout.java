package org.example.host;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Signs out: the container's user, the account in the session and, unless told to keep it, it. */
public final class Logout extends HttpServlet {
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (request.getRemoteUser() != null) {
      // Jetty 12 cannot sign out where nobody could have signed in
      request.logout();
    }
    HttpSession session = request.getSession(false);
    if (session != null && "keep".equals(request.getParameter("session"))) {
      session.removeAttribute("account");
    } else if (session != null) {
      session.invalidate();
    }
    response.sendRedirect(request.getContextPath() + "/");
  }
}
