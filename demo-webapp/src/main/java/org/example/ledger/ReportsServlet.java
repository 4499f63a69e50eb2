package org.example.ledger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Statements: the list, one by month, and one of all accounts for the administrator. */
public final class ReportsServlet extends PageServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Account> account = account(request);
    if (account.isEmpty()) {
      redirect(request, response, "/login");
      return;
    }
    switch (Objects.requireNonNullElse(request.getPathInfo(), "/")) {
      case "/" -> write(request, response, "Reports", list(request, account.get()));
      case "/monthly" -> write(request, response, "Monthly report", monthly(account.get()));
      case "/accounts" -> accounts(request, response, account.get());
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static Html list(HttpServletRequest request, Account account) {
    String root = request.getContextPath();
    List<Html> reports = new ArrayList<>();
    reports.add(
        Html.of(
            "<li><a href=\"{}/reports/monthly\">Monthly report</a>: in and out by month</li>",
            root));
    if (account.isAdmin()) {
      reports.add(
          Html.of(
              "<li><a href=\"{}/reports/accounts\">All accounts</a>: balances of the house</li>",
              root));
    }
    return Html.of("<ul>{}</ul>", Html.join(reports));
  }

  private Html monthly(Account account) {
    Map<YearMonth, List<Entry>> months =
        books().entriesOf(account.getHolder()).stream()
            .collect(
                Collectors.groupingBy(
                    entry -> YearMonth.from(entry.day()), TreeMap::new, Collectors.toList()));
    List<Html> rows = new ArrayList<>();
    months.forEach(
        (month, entries) -> {
          long in = entries.stream().mapToLong(Entry::cents).filter(cents -> cents > 0).sum();
          long out = entries.stream().mapToLong(Entry::cents).filter(cents -> cents < 0).sum();
          rows.add(
              Html.of(
                  """
                  <tr><td>{}</td><td class="sum">{}</td><td class="sum">{}</td>\
                  <td class="sum">{}</td></tr>""",
                  month,
                  Money.text(in),
                  Money.text(out),
                  Money.text(in + out)));
        });
    return Html.of(
        """
        <table>
        <thead><tr><th scope="col">Month</th><th scope="col" class="sum">In</th>
        <th scope="col" class="sum">Out</th><th scope="col" class="sum">Net</th></tr></thead>
        <tbody>
        {}
        </tbody>
        <tfoot><tr><th scope="row" colspan="3">Balance</th><td class="sum">{}</td></tr></tfoot>
        </table>""",
        Html.join(rows),
        Money.text(books().balanceOf(account.getHolder())));
  }

  private void accounts(HttpServletRequest request, HttpServletResponse response, Account account)
      throws IOException {
    if (!account.isAdmin()) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      write(
          request,
          response,
          "All accounts",
          new Html("<p class=\"error\">This report is for the administrator.</p>"));
      return;
    }
    List<Html> rows =
        Directory.staff().stream()
            .map(
                person ->
                    Html.of(
                        "<tr><td>{}</td><td class=\"sum\">{}</td></tr>",
                        person.displayName(),
                        Money.text(books().balanceOf(person.holder()))))
            .toList();
    Html content =
        Html.of(
            """
            <table>
            <thead><tr><th scope="col">Account</th><th scope="col" class="sum">Balance</th></tr>
            </thead>
            <tbody>
            {}
            </tbody>
            </table>""",
            Html.join(rows));
    write(request, response, "All accounts", content);
  }
}
