package org.example.ledger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Moves money from the signed-in account to another one. */
public final class TransferServlet extends PageServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Account> account = account(request);
    if (account.isEmpty()) {
      redirect(request, response, "/login");
      return;
    }
    form(request, response, account.get(), Html.NOTHING);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setCharacterEncoding("UTF-8");
    Optional<Account> account = account(request);
    if (account.isEmpty()) {
      redirect(request, response, "/login");
      return;
    }
    Optional<Person> from = Directory.find(account.get().getHolder());
    Optional<Person> to = Directory.find(field(request, "to"));
    OptionalLong cents = Money.parse(field(request, "amount"));
    if (from.isEmpty() || to.isEmpty() || to.equals(from)) {
      refuse(request, response, account.get(), "Choose who is to receive the money.");
    } else if (cents.isEmpty()) {
      refuse(request, response, account.get(), "Write the amount as in 12.50, above zero.");
    } else if (!books().transfer(from.get(), to.get(), cents.getAsLong())) {
      refuse(request, response, account.get(), "There is not enough in your account for that.");
    } else {
      done(request, response, account.get(), to.get(), cents.getAsLong());
    }
  }

  private void done(
      HttpServletRequest request,
      HttpServletResponse response,
      Account account,
      Person to,
      long cents)
      throws IOException {
    Html content =
        Html.of(
            """
            <p class="done" id="done" role="status">{} EUR went to {}.</p>
            <p class="balance">New balance <output id="balance">{}</output> EUR</p>
            <p><a class="button" href="{}/account">To your account</a></p>""",
            Money.text(cents),
            to.displayName(),
            Money.text(books().balanceOf(account.getHolder())),
            request.getContextPath());
    write(request, response, "Transfer", content);
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, Account account, String why)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    form(
        request,
        response,
        account,
        Html.of("<p class=\"error\" id=\"error\" role=\"alert\">{}</p>", why));
  }

  private void form(
      HttpServletRequest request, HttpServletResponse response, Account account, Html error)
      throws IOException {
    String chosen = field(request, "to");
    List<Html> choices =
        Directory.staff().stream()
            .filter(person -> !person.holder().equals(account.getHolder()))
            .map(
                person ->
                    Html.of(
                        "<option value=\"{}\"{}>{}</option>",
                        person.holder(),
                        new Html(person.holder().equals(chosen) ? " selected" : ""),
                        person.displayName()))
            .toList();
    Html content =
        Html.of(
            """
            {}
            <p class="balance">Balance <output id="balance">{}</output> EUR</p>
            <form class="sheet" id="transfer-form" method="post" action="{}/transfer">
            <label for="to">To</label>
            <select id="to" name="to" required>{}</select>
            <label for="amount">Amount in EUR</label>
            <input id="amount" name="amount" inputmode="decimal" autocomplete="off" value="{}"
              required>
            <button type="submit">Transfer</button>
            </form>""",
            error,
            Money.text(books().balanceOf(account.getHolder())),
            request.getContextPath(),
            Html.join(choices),
            field(request, "amount"));
    write(request, response, "Transfer", content);
  }
}
