package org.example.ledger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The front page, for everybody. */
public final class HomeServlet extends PageServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String root = request.getContextPath();
    Html next =
        account(request)
            .map(
                account ->
                    Html.of(
                        """
                        <p>Good day, {}. Your books are open.</p>
                        <p><a class="button" href="{}/account">To your account</a></p>""",
                        account.getDisplayName(),
                        root))
            .orElseGet(
                () ->
                    Html.of(
                        """
                        <p>Please sign in with your staff name to see your account.</p>
                        <p><a class="button" href="{}/login">Sign in</a></p>""",
                        root));
    Html content =
        Html.of(
            """
            {}
            <h2>Notices</h2>
            <ul>
            <li>Transfers between staff accounts are entered on the same day.</li>
            <li>Monthly statements are under <a href="{}/reports/">Reports</a>.</li>
            <li>Questions? See <a href="{}/help">Help</a>, or ask at the counter.</li>
            </ul>""",
            next,
            root,
            root);
    write(request, response, "Home", content);
  }
}
