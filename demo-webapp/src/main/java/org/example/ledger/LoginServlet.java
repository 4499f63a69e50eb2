package org.example.ledger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** The sign-in form. A right password puts the account into the session. */
public final class LoginServlet extends PageServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    form(request, response, "", Html.NOTHING);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setCharacterEncoding("UTF-8");
    String name = field(request, "username");
    Optional<Account> account = Directory.signIn(name, field(request, "password"));
    if (account.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      Html error =
          new Html(
              "<p class=\"error\" id=\"error\" role=\"alert\">Name or password is not right.</p>");
      form(request, response, name, error);
      return;
    }
    if (request.getSession(false) != null) {
      request.changeSessionId();
    }
    request.getSession().setAttribute(Account.ATTRIBUTE, account.get());
    redirect(request, response, "/account");
  }

  private static void form(
      HttpServletRequest request, HttpServletResponse response, String name, Html error)
      throws IOException {
    Html content =
        Html.of(
            """
            {}
            <form class="sheet" id="login-form" method="post" action="{}/login">
            <label for="username">Name</label>
            <input id="username" name="username" value="{}" autocomplete="username" required>
            <label for="password">Password</label>
            <input id="password" name="password" type="password"
              autocomplete="current-password" required>
            <button type="submit">Sign in</button>
            </form>""",
            error,
            request.getContextPath(),
            name);
    write(request, response, "Sign in", content);
  }
}
