package org.example.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ledger over real sockets, as it was before its web.xml named a second factor. */
final class LedgerIT {

  @TempDir private Path data;
  private Ledger ledger;
  private Visitor visitor;

  @BeforeEach
  void open() {
    ledger = start(0, data);
    visitor = new Visitor(ledger);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "ALICE", " Alice ", "Álice", "ａlice"})
  void loginWhenNameIsSpeltInAnyWayThenAccountShowsItAsTyped(String name) {
    HttpResponse<String> login = visitor.signIn(name, "wonderland");

    assertThat(login.statusCode()).isEqualTo(303);
    assertThat(login.headers().firstValue("Location")).hasValue("/demo/account");
    assertThat(visitor.get("/account").body())
        .contains("Alice Archer", "(" + name + ")", "<output id=\"balance\">2,480.50</output>");
  }

  @Test
  void loginWhenPasswordIsWrongThenFormComesBackWithTheNameEscaped() {
    HttpResponse<String> login = visitor.signIn("\"><b>", "wonderland");

    assertThat(login.statusCode()).isEqualTo(403);
    assertThat(login.body()).contains("id=\"error\"", "&quot;&gt;&lt;b&gt;").doesNotContain("<b>");
    assertThat(visitor.get("/account").statusCode()).isEqualTo(303);
  }

  @Test
  void sessionCookieWhenSetThenIsHttpOnlyAndLax() {
    HttpResponse<String> login = visitor.signIn("bob", "builder");

    assertThat(login.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Lax", "Path=/demo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/account", "/transfer", "/reports/", "/reports/monthly"})
  void pageWhenNobodyIsSignedInThenLeadsToLogin(String path) {
    HttpResponse<String> answer = visitor.get(path);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/demo/login");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/login", "/help", "/static/ledger.css", "/static/ledger.svg"})
  void pageWhenOpenThenAnybodyReadsIt(String path) {
    assertThat(visitor.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void folderOfStaticFilesWhenAskedForThenNotListed() {
    assertThat(visitor.get("/static/").statusCode()).isEqualTo(403);
  }

  @Test
  void logoutThenAccountIsGoneAndSessionStays() {
    visitor.signIn("alice", "wonderland");
    HttpResponse<String> logout = visitor.post("/logout");

    assertThat(logout.statusCode()).isEqualTo(303);
    assertThat(logout.headers().firstValue("Location")).hasValue("/demo/");
    assertThat(visitor.get("/account").statusCode()).isEqualTo(303);
    assertThat(visitor.get("/").headers().firstValue("Session")).hasValue("there");
    assertThat(new Visitor(ledger).get("/").headers().firstValue("Session")).hasValue("none");
  }

  @Test
  void transferThenBothBalancesChangeAndSurviveRestart() {
    visitor.signIn("alice", "wonderland");
    HttpResponse<String> done = visitor.post("/transfer", "to", "bob", "amount", "80,5");
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).contains("80.50 EUR went to Bob Baker", ">2,400.00</output>");

    ledger.close();
    ledger = start(0, data);
    visitor = new Visitor(ledger);

    visitor.signIn("alice", "wonderland");
    assertThat(visitor.get("/account").body()).contains(">2,400.00</output>");
    visitor.signIn("bob", "builder");
    assertThat(visitor.get("/account").body())
        .contains("Transfer from Alice Archer", ">878.55</output>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "+1", "1.234", "1e3", "99999999", "x", "2480.51"})
  void transferWhenAmountIsNotGoodThenNothingMoves(String amount) {
    visitor.signIn("alice", "wonderland");

    HttpResponse<String> answer = visitor.post("/transfer", "to", "bob", "amount", amount);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("id=\"error\"", ">2,480.50</output>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alice", "Alice", "dave"})
  void transferWhenReceiverIsNotAnotherThenNothingMoves(String to) {
    visitor.signIn("alice", "wonderland");

    HttpResponse<String> answer = visitor.post("/transfer", "to", to, "amount", "1");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(">2,480.50</output>");
  }

  @Test
  void reportOfAllAccountsWhenClerkAsksThenRefusedWhenAdminThenShown() {
    visitor.signIn("bob", "builder");
    assertThat(visitor.get("/reports/accounts").statusCode()).isEqualTo(403);
    assertThat(visitor.get("/reports/monthly").body()).contains(">798.05</td>");

    visitor.signIn("carol", "singer");
    assertThat(visitor.get("/reports/accounts").body()).contains("2,480.50", "798.05", "2,775.25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/reports/nothing", "/static/x", "/WEB-INF/web.xml"})
  void pageWhenUnknownThenNotFoundInTheHouseStyle(String path) {
    visitor.signIn("alice", "wonderland");

    HttpResponse<String> answer = visitor.get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("We keep no such page");
  }

  @Test
  void secondStartWhenPortIsUsedThenSaysSoAndFreesItsFolder(@TempDir Path other) {
    assertThatThrownBy(() -> start(ledger.port(), other))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("Port " + ledger.port() + " on 127.0.0.1 is in use")
        .hasMessageContaining("-Ddemo.port");
    start(0, other).close();
  }

  @Test
  void secondStartWhenFolderIsUsedThenSaysSo() {
    assertThatThrownBy(() -> start(0, data))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("The data folder " + data + " is in use")
        .hasMessageContaining("-Ddemo.data");
  }

  @Test
  void startWhenFilterRefusesThenSaysWhyAndFreesItsFolder(@TempDir Path other) {
    assertThatThrownBy(() -> Ledger.start(0, other, descriptor("/refusing-filter.xml")))
        .isInstanceOf(StartException.class)
        .hasMessage("colour=plaid is not allowed");
    start(0, other).close();
  }

  private static Ledger start(int port, Path data) {
    return Ledger.start(port, data, descriptor("/without-filter.xml"));
  }

  private static String descriptor(String name) {
    return Objects.requireNonNull(LedgerIT.class.getResource(name)).toString();
  }
}
