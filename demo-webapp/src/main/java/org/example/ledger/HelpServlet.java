package org.example.ledger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The help page, for everybody. */
public final class HelpServlet extends PageServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(
        request,
        response,
        "Help",
        new Html(
            """
            <dl>
            <dt>How do I sign in?</dt>
            <dd>With your staff name and password. Capitals and accents in the name do not
            matter.</dd>
            <dt>When is a transfer entered?</dt>
            <dd>At once. It shows in both accounts with the day's date.</dd>
            <dt>Can I take a transfer back?</dt>
            <dd>No. Ask the receiver to return it.</dd>
            <dt>Who sees my account?</dt>
            <dd>You; and the administrator sees the balance, but not the entries.</dd>
            </dl>"""));
  }
}
