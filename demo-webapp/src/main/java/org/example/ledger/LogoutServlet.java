package org.example.ledger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

/** Signing out. It takes the account from the session, and leaves the session as it is. */
public final class LogoutServlet extends PageServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(Account.ATTRIBUTE);
    }
    redirect(request, response, "/");
  }
}
