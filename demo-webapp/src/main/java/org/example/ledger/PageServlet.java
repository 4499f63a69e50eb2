package org.example.ledger;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the pages share: the books, the signed-in account, the frame around every page. */
abstract class PageServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final String FRAME =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>{} - Ledger</title>
      <link rel="stylesheet" href="{}/static/ledger.css">
      <link rel="icon" type="image/svg+xml" href="{}/static/ledger.svg">
      </head>
      <body>
      <header>
      <div class="bar">
      <a class="brand" href="{}/">Ledger <small>Hartwell &amp; Sons, accounts office</small></a>
      {}
      </div>
      <nav aria-label="Main"><ul>
      {}
      </ul></nav>
      </header>
      <main>
      <h1>{}</h1>
      {}
      </main>
      <footer>Ledger 2.4 - Hartwell &amp; Sons, accounts office - all amounts in EUR</footer>
      </body>
      </html>
      """;

  final Books books() {
    return (Books) getServletContext().getAttribute(Books.ATTRIBUTE);
  }

  static Optional<Account> account(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(Account.ATTRIBUTE) instanceof Account account
        ? Optional.of(account)
        : Optional.empty();
  }

  static String field(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getParameter(name), "");
  }

  static void redirect(HttpServletRequest request, HttpServletResponse response, String path) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", request.getContextPath() + path);
  }

  static void write(
      HttpServletRequest request, HttpServletResponse response, String title, Html content)
      throws IOException {
    String root = request.getContextPath();
    response.setContentType("text/html; charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    Html page =
        Html.of(
            FRAME,
            title,
            root,
            root,
            root,
            whoIsHere(request),
            links(request, title),
            title,
            content);
    response.getWriter().write(page.markup());
  }

  private static Html whoIsHere(HttpServletRequest request) {
    String root = request.getContextPath();
    return account(request)
        .map(
            account ->
                Html.of(
                    """
                    <form class="who" method="post" action="{}/logout">
                    <span>{} <span class="login" id="login">({})</span></span>
                    <button type="submit">Sign out</button>
                    </form>""",
                    root,
                    account.getDisplayName(),
                    account.getLogin()))
        .orElseGet(() -> Html.of("<a class=\"who\" href=\"{}/login\">Sign in</a>", root));
  }

  private static Html links(HttpServletRequest request, String title) {
    List<Html> links = new ArrayList<>();
    for (String[] link :
        new String[][] {
          {"/", "Home"},
          {"/account", "Account"},
          {"/transfer", "Transfer"},
          {"/reports/", "Reports"},
          {"/help", "Help"}
        }) {
      Html current = link[1].equals(title) ? new Html(" aria-current=\"page\"") : Html.NOTHING;
      links.add(
          Html.of(
              "<li><a href=\"{}{}\"{}>{}</a></li>",
              request.getContextPath(),
              link[0],
              current,
              link[1]));
    }
    return Html.join(links);
  }
}
