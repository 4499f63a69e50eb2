package org.example.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.example.ledger.Client.HTML;
import static org.example.ledger.Client.JSON;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.example.ledger.Client.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP contract, as somebody finds it who holds no more than a password. */
final class ContractIT {
  @TempDir private Path data;
  private Ledger ledger;
  private Client client;

  @BeforeEach
  void open() {
    ledger = Ledger.start(0, data);
    client = new Client(ledger.port());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private Client enrolledElsewhere() throws Exception {
    Client first = new Client(ledger.port());
    first.signIn("alice", "wonderland");
    secret = first.enrol();
    client.signIn("alice", "wonderland");
    return first;
  }

  private String secret = "";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | Accept: text/html                                           | 302 | -
          HEAD | Accept: text/html                                           | 302 | -
          GET  | Accept: application/xhtml+xml                               | 302 | -
          GET  | Accept: */*                                                 | 403 | application/problem+json
          GET  | X-None: 1                                                   | 403 | application/problem+json
          GET  | Accept: text/html~Sec-Fetch-Mode: cors                      | 403 | application/problem+json
          GET  | Accept: text/html~Sec-Fetch-Mode: navigate                  | 302 | -
          GET  | Accept: text/html~X-Requested-With: XMLHttpRequest          | 403 | application/problem+json
          GET  | Accept: text/html~Sec-Fetch-Dest: iframe                    | 403 | text/html
          GET  | Accept: text/html~Sec-Fetch-Dest: object                    | 403 | text/html
          POST | Accept: text/html                                           | 403 | text/html
          PUT  | Accept: text/html                                           | 403 | text/html
          POST | Accept: application/json                                    | 403 | application/problem+json
          POST | Accept: */*~Faces-Request: partial/ajax                     | 200 | text/xml
          """)
  void denialWhenUserHasNotVerifiedThenFitsTheClient(
      String method, String headers, int status, String type) throws Exception {
    enrolledElsewhere();

    Answer answer = client.send(method, "/account", "", headers.split("~"));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Cache-Control")).hasValue("no-store");
    assertThat(answer.body()).doesNotContain("2,480.50");
    if (type.equals("-")) {
      assertThat(answer.header("Location")).hasValue("/demo/otp/challenge");
      assertThat(answer.body()).isEmpty();
    } else {
      assertThat(answer.header("Content-Type").orElseThrow()).startsWith(type);
      assertThat(answer.body()).contains("/demo/otp/challenge");
    }
    if (type.equals("application/problem+json")) {
      assertThat(answer.member("type")).isEqualTo("urn:otpfilter:otp-required");
      assertThat(answer.member("challenge")).isEqualTo("/demo/otp/challenge");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OPTIONS",
        "TRACE",
        "TRACK",
        "PROPFIND",
        "PUT",
        "DELETE",
        "PATCH",
        "FOO",
        "GETX",
        "get",
        "Get",
        "QUERY"
      })
  void methodWhenUnusualThenDeniedAndEchoesNothing(String method) throws Exception {
    enrolledElsewhere();

    Answer answer = client.send(method, "/account", "", HTML, "X-Canary: nightingale");

    assertThat(answer.status()).isIn(400, 403, 405);
    assertThat(answer.body()).doesNotContain("2,480.50", "nightingale");
  }

  @Test
  void headWhenDeniedThenHasStatusAndHeadersOfGet() throws Exception {
    enrolledElsewhere();
    for (String accept : List.of(HTML, JSON)) {
      Answer get = client.get("/account", accept);
      Answer head = client.send("HEAD", "/account", "", accept);

      assertThat(head.status()).isEqualTo(get.status());
      assertThat(head.body()).isEmpty();
      assertThat(withoutDate(head)).isEqualTo(withoutDate(get));
    }
  }

  private static Map<String, String> withoutDate(Answer answer) {
    Map<String, String> headers = new TreeMap<>(answer.headers());
    headers.remove("Date");
    return headers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/otp/x.do", "/otp/challenge/", "/otp/challenge/x", "/otp", "/OTP/enrol"})
  void pathBesideThePagesThenIsProtected(String path) throws Exception {
    enrolledElsewhere();

    Answer answer = client.get(path, HTML);

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).hasValue("/demo/otp/challenge");
  }

  @ParameterizedTest
  @CsvSource({
    // state, page, status, where to
    "S0,  challenge, /demo/,              sign-in-required",
    "S0,  recovery,  /demo/,              sign-in-required",
    "S0,  enrol,     /demo/,              sign-in-required",
    "S0,  devices,   /demo/,              sign-in-required",
    "S1n, challenge, /demo/otp/enrol,     enrolment-required",
    "S1n, recovery,  /demo/otp/enrol,     enrolment-required",
    "S1n, devices,   /demo/otp/enrol,     enrolment-required",
    "S1,  enrol,     /demo/otp/challenge, otp-required",
    "S1,  devices,   /demo/otp/challenge, otp-required"
  })
  void pageWhenStateIsWrongThenLeadsOnOrSaysWhy(
      String state, String page, String location, String type) throws Exception {
    if (state.equals("S1")) {
      enrolledElsewhere();
    } else if (state.equals("S1n")) {
      client.signIn("bob", "builder");
    }
    for (String method : List.of("GET", "POST")) {
      Answer html = client.send(method, "/otp/" + page, "", HTML);
      assertThat(html.status()).isEqualTo(302);
      assertThat(html.header("Location")).hasValue(location);
      assertThat(html.header("Cache-Control")).hasValue("no-store");
      Answer json = client.send(method, "/otp/" + page, "", JSON);
      assertThat(json.status()).isEqualTo(403);
      assertThat(json.member("type")).isEqualTo("urn:otpfilter:" + type);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "QUERY", "OPTIONS", "DELETE", "PATCH", "post"})
  void pageWhenMethodIsNotItsOwnThen405WithAllow(String method) throws Exception {
    enrolledElsewhere();
    String body = "code=" + Client.code(secret, 1) + "&csrf=" + client.csrf("/otp/challenge");

    Answer answer = client.send(method, "/otp/challenge", body, Client.FORM, JSON);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).hasValue("GET, HEAD, POST");
    assertThat(client.send("DELETE", "/otp/devices/1", "", JSON).status()).isEqualTo(403);
    assertThat(client.post("/otp/challenge", body, JSON).status()).isEqualTo(200);
  }

  @Test
  void postWhenSeveralThingsAreWrongThenTheFirstInOrderIsTold() throws Exception {
    Client first = enrolledElsewhere();
    String csrf = "csrf=" + client.csrf("/otp/challenge");
    String big = "code=1&x=" + "y".repeat(9000);
    String plain = "Content-Type: text/plain";
    String foreign = "Origin: https://evil.example";

    assertThat(client.send("PUT", "/otp/enrol", big, plain, JSON).status()).isEqualTo(405);
    assertThat(type(client.post("/otp/devices", big, plain, JSON))).isEqualTo("otp-required");
    assertThat(client.post("/otp/challenge", big, plain, JSON).status()).isEqualTo(413);
    assertThat(client.post("/otp/challenge", "x", plain, foreign, JSON).status()).isEqualTo(415);
    assertThat(type(client.post("/otp/challenge", "code=x", foreign, JSON))).isEqualTo("csrf");
    assertThat(type(client.post("/otp/challenge", "code=x&csrf=x", JSON))).isEqualTo("csrf");
    assertThat(type(client.post("/otp/challenge", "code=x&" + csrf, JSON))).isEqualTo("malformed");
    for (int i = 0; i < 5; i++) {
      String wrong = "code=" + Client.wrong(secret) + "&" + csrf;
      assertThat(type(client.post("/otp/challenge", wrong, JSON))).isEqualTo("code-refused");
    }
    assertThat(type(client.post("/otp/challenge", "code=x&" + csrf, JSON))).isEqualTo("malformed");
    String right = "code=" + Client.code(secret, 1) + "&" + csrf;
    Answer wait = client.post("/otp/challenge", right, JSON);
    assertThat(wait.status()).isEqualTo(429);
    assertThat(wait.header("Retry-After").map(Integer::valueOf).orElseThrow()).isBetween(1, 30);
    assertThat(first.get("/account", HTML).status()).isEqualTo(200);
  }

  private static String type(Answer answer) {
    return answer.member("type").substring("urn:otpfilter:".length());
  }

  @ParameterizedTest
  @CsvSource({
    "Origin: null, csrf",
    "Origin: https://127.0.0.1:PORT, csrf",
    "Origin: http://127.0.0.1, csrf",
    "Origin: http://127.0.0.1:PORT.evil.example, csrf",
    "Sec-Fetch-Site: cross-site, csrf",
    "Sec-Fetch-Site: Cross-Site, csrf",
    "Content-Type: application/x-www-form-urlencoded; charset=ISO-8859-1, media-type",
    "Content-Type: application/x-www-form-urlencoded; charset=utf-16, media-type",
    "Content-Type: multipart/form-data; boundary=x, media-type",
    "Content-Encoding: gzip, media-type",
    "Origin: http://127.0.0.1:PORT, -",
    "Sec-Fetch-Site: same-origin, -",
    "Content-Type: application/x-www-form-urlencoded;charset=UTF-8, -",
    "X-HTTP-Method-Override: GET, -"
  })
  void postWhenHeaderIsOddThenRefusedUncountedOrTaken(String header, String type) throws Exception {
    enrolledElsewhere();
    String csrf = "&csrf=" + client.csrf("/otp/challenge");
    String line = header.replace("PORT", Integer.toString(ledger.port()));
    String wrong = "code=" + Client.wrong(secret) + csrf;
    if (!type.equals("-")) {
      for (int i = 0; i < 6; i++) {
        assertThat(type(client.post("/otp/challenge", wrong, line, JSON))).isEqualTo(type);
      }
      line = "X-None: 1";
    }
    String right = "code=" + Client.code(secret, 1) + csrf;

    assertThat(client.post("/otp/challenge", right, line, JSON).status()).isEqualTo(200);
    assertThat(client.get("/account", HTML).status()).isEqualTo(200);
  }

  @Test
  void codeWhenTwiceOrInTheQueryThenMalformedAndNothingIsConsumed() throws Exception {
    enrolledElsewhere();
    String csrf = "csrf=" + client.csrf("/otp/challenge");
    String code = "code=" + Client.code(secret, 1);
    for (int i = 0; i < 2; i++) {
      assertThat(post("", code + "&" + code + "&" + csrf)).isEqualTo(400);
      assertThat(post("", code + "&" + csrf + "&" + csrf)).isEqualTo(400);
      assertThat(post("?" + code, csrf)).isEqualTo(400);
      assertThat(post("?" + code, code + "&" + csrf)).isEqualTo(400);
      assertThat(post("?" + csrf, code + "&" + csrf)).isEqualTo(400);
      assertThat(post("?%63ode=1", code + "&" + csrf)).isEqualTo(400);
      assertThat(post("", code + "%00&" + csrf)).isEqualTo(400);
      assertThat(post("", "code=%ff&" + csrf)).isEqualTo(400);
    }
    Answer get = client.send("GET", "/otp/challenge?" + code + "&" + csrf, "", JSON);
    assertThat(get.status()).isEqualTo(200);
    assertThat(get.member("state")).isEqualTo("S1");
    Answer body = client.send("GET", "/otp/challenge", code + "&" + csrf, Client.FORM, JSON);
    assertThat(body.member("state")).isEqualTo("S1");

    assertThat(post("", code + "&" + csrf)).isEqualTo(200);
  }

  private int post(String query, String body) throws Exception {
    return client.post("/otp/challenge" + query, body, JSON).status();
  }

  @Test
  void htmlWhenVerifiedThenGoesToTheWantedPageUnderANewSessionId() throws Exception {
    enrolledElsewhere();
    client.get("/account?month=7&x=%2F%2Fevil", HTML);
    Client before = client.twin();
    String csrf = client.csrf("/otp/challenge");

    Answer wrong =
        client.post("/otp/challenge", "code=" + Client.wrong(secret) + "&csrf=" + csrf, HTML);
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.body()).contains("id=\"otp-error\"", "id=\"otp-challenge\"");
    Answer right =
        client.post("/otp/challenge", "code=" + Client.code(secret, 1) + "&csrf=" + csrf, HTML);

    assertThat(right.status()).isEqualTo(303);
    assertThat(right.header("Location")).hasValue("/demo/account?month=7&x=%2F%2Fevil");
    assertThat(client.csrf("/otp/challenge")).isNotEqualTo(csrf);
    assertThat(before.get("/account", HTML).status()).isEqualTo(303);
  }

  @Test
  void enrolmentWhenTwoSessionsConfirmAtOnceThenOneWinsAndOneConflicts() throws Exception {
    List<Callable<Integer>> confirmations = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Client each = new Client(ledger.port());
      each.signIn("bob", "builder");
      Answer page = each.get("/otp/enrol", JSON);
      String body =
          "code=" + Client.code(page.member("secret"), 0) + "&csrf=" + page.member("csrf");
      confirmations.add(() -> each.post("/otp/enrol", body, JSON).status());
    }

    assertThat(atOnce(confirmations)).containsExactlyInAnyOrder(200, 409);
  }

  @Test
  void codeWhenSixtyFourSendItAtOnceThenOneIsVerified() throws Exception {
    enrolledElsewhere();
    String body = "code=" + Client.code(secret, 1) + "&csrf=";
    List<Callable<Integer>> attempts = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      Client each = new Client(ledger.port());
      each.signIn("alice", "wonderland");
      String csrf = each.csrf("/otp/challenge");
      attempts.add(() -> each.post("/otp/challenge", body + csrf, JSON).status());
    }

    List<Integer> statuses = atOnce(attempts);

    assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
    assertThat(statuses).containsOnly(200, 403, 429);
  }

  @Test
  void codesWhenThreeHundredAreGuessedAtOnceThenFiveAreLookedAt() throws Exception {
    enrolledElsewhere();
    String body = "code=" + Client.wrong(secret) + "&csrf=" + client.csrf("/otp/challenge");
    List<Callable<Integer>> guesses = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Client each = client.twin();
      guesses.add(() -> each.post("/otp/challenge", body, JSON).status());
    }

    List<Integer> statuses = atOnce(guesses);

    assertThat(Collections.frequency(statuses, 403)).isEqualTo(5);
    assertThat(Collections.frequency(statuses, 429)).isEqualTo(295);
  }

  private static List<Integer> atOnce(List<Callable<Integer>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(64);
    try {
      CountDownLatch go = new CountDownLatch(1);
      List<Future<Integer>> running = new ArrayList<>();
      for (Callable<Integer> each : work) {
        running.add(
            threads.submit(
                () -> {
                  go.await();
                  return each.call();
                }));
      }
      go.countDown();
      List<Integer> done = new ArrayList<>();
      for (Future<Integer> each : running) {
        done.add(each.get());
      }
      return done;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void logoutWhenThereIsNoSessionThenLeadsOnAndWithOneNeedsTheToken() throws Exception {
    assertThat(client.post("/otp/logout", "").status()).isEqualTo(303);
    assertThat(client.get("/otp/logout", HTML).status()).isEqualTo(405);
    enrolledElsewhere();
    assertThat(client.post("/otp/logout", "", JSON).status()).isEqualTo(403);
    String csrf = client.csrf("/otp/challenge");

    Answer logout = client.post("/otp/logout", "csrf=" + csrf);

    assertThat(logout.status()).isEqualTo(303);
    assertThat(logout.header("Location")).hasValue("/demo/");
    assertThat(client.get("/account", HTML).header("Location")).hasValue("/demo/login");
  }

  @Test
  void sessionWhenEndedInTheMiddleOfAPostThenDeniedAndNothingIsConsumed() throws Exception {
    enrolledElsewhere();
    String csrf = "csrf=" + client.csrf("/otp/challenge");
    String body = "code=" + Client.code(secret, 1) + "&" + csrf;

    Answer answer =
        client.postWithPause(
            "/otp/challenge", body, () -> client.twin().post("/otp/logout", csrf), JSON);

    assertThat(answer.status()).isEqualTo(403);
    client.signIn("alice", "wonderland");
    String again = "code=" + Client.code(secret, 1) + "&csrf=" + client.csrf("/otp/challenge");
    assertThat(client.post("/otp/challenge", again, JSON).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALICE", " alice ", "Álice", "ａlice"})
  void userWhenSpeltAnewThenIsChallengedAndCannotEnrol(String spelling) throws Exception {
    enrolledElsewhere();
    client.signIn(spelling, "wonderland");

    assertThat(client.get("/account", HTML).header("Location")).hasValue("/demo/otp/challenge");
    assertThat(type(client.get("/otp/enrol", JSON))).isEqualTo("otp-required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization: Basic YTpi", "authorization: bAsIc YTpi"})
  void passwordInHeaderWhenNobodyIsSignedInThenDenied(String header) throws Exception {
    Answer denied = client.get("/account", header, HTML);

    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.header("Location")).isEmpty();
    assertThat(type(client.get("/account", header, "Authorization: x", JSON)))
        .isEqualTo("sign-in-required");
    assertThat(client.get("/help", header).status()).isEqualTo(200);
    assertThat(client.get("/account", HTML).header("Location")).hasValue("/demo/login");
  }

  @Test
  void passwordInHeaderWhenOwnAccountIsPendingThenDenied() throws Exception {
    client.signIn("bob", "builder");
    assertThat(client.get("/reports/monthly").status()).isEqualTo(200);
    client.get("/account", HTML);

    assertThat(client.get("/account", "Authorization: Basic YTpi", HTML).status())
        .isNotEqualTo(200);
  }

  @Test
  void userWhenSwitchedInOneSessionThenTheMarkIsGoneForBoth() throws Exception {
    client.signIn("alice", "wonderland");
    secret = client.enrol();
    assertThat(client.get("/account", HTML).status()).isEqualTo(200);

    client.signIn("bob", "builder");
    assertThat(client.get("/account", HTML).header("Location")).hasValue("/demo/otp/enrol");
    client.signIn("alice", "wonderland");

    assertThat(client.get("/account", HTML).header("Location")).hasValue("/demo/otp/challenge");
  }

  @Test
  void plainHttpWhenForwardedThenPagesAreRefusedAndTheProxyIsWarnedAboutOnce() throws Exception {
    List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord logged) {
            warnings.add(logged.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("org.otpfilter");
    logger.addHandler(handler);
    try {
      client.signIn("bob", "builder");
      for (int i = 0; i < 3; i++) {
        Answer answer = client.get("/otp/enrol", "X-Forwarded-For: 192.0.2.1", JSON);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(type(answer)).isEqualTo("insecure");
      }
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(warnings).filteredOn(text -> text.contains("trusted-proxies")).hasSize(1);
  }
}
