package org.example.ledger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Balance and entries of the signed-in account. */
public final class AccountServlet extends PageServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Account> account = account(request);
    if (account.isEmpty()) {
      redirect(request, response, "/login");
      return;
    }
    String holder = account.get().getHolder();
    List<Html> rows = new ArrayList<>();
    long balance = 0;
    for (Entry entry : books().entriesOf(holder)) {
      balance += entry.cents();
      rows.add(
          Html.of(
              "<tr><td>{}</td><td>{}</td><td class=\"sum\">{}</td><td class=\"sum\">{}</td></tr>",
              entry.day(),
              entry.text(),
              Money.text(entry.cents()),
              Money.text(balance)));
    }
    Collections.reverse(rows);
    Html content =
        Html.of(
            """
            <p class="balance">Balance <output id="balance">{}</output> EUR</p>
            <p><a class="button" href="{}/transfer">New transfer</a></p>
            <h2>Entries</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Entries"><table>
            <thead><tr><th scope="col">Date</th><th scope="col">Entry</th>
            <th scope="col" class="sum">Amount</th><th scope="col" class="sum">Balance</th></tr>
            </thead>
            <tbody>
            {}
            </tbody>
            </table></div>""",
            Money.text(balance),
            request.getContextPath(),
            Html.join(rows));
    write(request, response, "Account", content);
  }
}
