package org.example.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job over real sockets, from the first sign-in to the way back with a recovery code. */
class StoryIT {
  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir Path data;

  /** A person's browser, which asks for JSON where it wants to read. */
  private static final class Person {
    private final String base;
    private final HttpClient client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Person(int port) {
      this.base = "http://127.0.0.1:" + port + "/demo";
    }

    HttpResponse<String> browse(String path) throws Exception {
      return send(request(path, "text/html").GET());
    }

    HttpResponse<String> json(String path) throws Exception {
      return send(request(path, "application/json").GET());
    }

    HttpResponse<String> post(String path, String... fields) throws Exception {
      StringBuilder body = new StringBuilder();
      for (int i = 0; i < fields.length; i += 2) {
        body.append(i == 0 ? "" : "&").append(fields[i]).append('=');
        body.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
      }
      return send(
          request(path, "application/json")
              .header("Content-Type", FORM)
              .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    void signIn(String name, String password) throws Exception {
      assertThat(post("/login", "username", name, "password", password).statusCode())
          .isEqualTo(303);
    }

    String csrf(String path) throws Exception {
      return member(json(path).body(), "csrf");
    }

    private HttpRequest.Builder request(String path, String accept) {
      return HttpRequest.newBuilder(URI.create(base + path)).header("Accept", accept);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void userWhenEnrolledThenNeedsFreshCodeOrRecoveryCodeEverAfter() throws Exception {
    LogTrap log = new LogTrap();
    try (Ledger ledger = Ledger.start(0, data)) {
      log.setAll();
      Person alice = new Person(ledger.port());
      alice.signIn("alice", "wonderland");
      assertLocation(alice.browse("/account"), "/demo/otp/enrol");
      assertThat(alice.json("/account").body()).contains("urn:otpfilter:enrolment-required");

      String enrol = alice.json("/otp/enrol").body();
      String code = Client.code(member(enrol, "secret"), 0);
      String csrf = member(enrol, "csrf");
      HttpResponse<String> enrolled = alice.post("/otp/enrol", "code", code, "csrf", csrf);
      assertThat(enrolled.statusCode()).isEqualTo(200);
      String recovery = firstOf(enrolled.body());
      assertThat(alice.browse("/account").statusCode()).isEqualTo(200);

      Person again = new Person(ledger.port());
      again.signIn("ÁLICE ", "wonderland");
      assertLocation(again.browse("/account?month=7"), "/demo/otp/challenge");
      assertThat(again.browse("/otp/enrol").statusCode()).isEqualTo(302);
      assertThat(again.browse("/otp/devices").statusCode()).isEqualTo(302);
      String token = again.csrf("/otp/challenge");
      HttpResponse<String> replay = again.post("/otp/challenge", "code", code, "csrf", token);
      assertThat(replay.statusCode()).isEqualTo(403);
      assertThat(again.post("/otp/challenge", "code", "12345a", "csrf", token).statusCode())
          .isEqualTo(400);
      assertThat(again.browse("/account").statusCode()).isEqualTo(302);
      for (int i = 0; i < 4; i++) {
        again.post("/otp/challenge", "code", "000000", "csrf", token);
      }
      HttpResponse<String> wait = again.post("/otp/challenge", "code", code, "csrf", token);
      assertThat(wait.statusCode()).isEqualTo(429);
      assertThat(wait.headers().firstValue("Retry-After")).isPresent();

      assertThat(again.post("/otp/recovery", "code", recovery, "csrf", token).statusCode())
          .isEqualTo(200);
      assertThat(again.browse("/account").statusCode()).isEqualTo(200);
      assertThat(again.json("/otp/devices").body()).contains("\"recoveryCodesLeft\":9");

      assertThat(log.text())
          .contains("event=recovery-code-accepted")
          .doesNotContain(member(enrol, "secret"))
          .doesNotContain(code)
          .doesNotContain(csrf)
          .doesNotContain(token)
          .doesNotContain(recovery)
          .doesNotContain(recovery.replace("-", ""));

      again.post("/logout");
      again.signIn("alice", "wonderland");
      assertLocation(again.browse("/account"), "/demo/otp/challenge");
    } finally {
      log.remove();
    }
  }

  /** Everything that the product and its libraries say at the finest level (R098). */
  private static final class LogTrap extends Handler {
    private final Logger product = Logger.getLogger("org.otpfilter");
    private final Logger libraries = Logger.getLogger("com.zaxxer");
    private final StringBuffer text = new StringBuffer();

    void setAll() {
      setLevel(Level.ALL);
      for (Logger logger : List.of(product, libraries)) {
        logger.setLevel(Level.ALL);
        logger.addHandler(this);
      }
    }

    void remove() {
      for (Logger logger : List.of(product, libraries)) {
        logger.setLevel(null);
        logger.removeHandler(this);
      }
    }

    String text() {
      return text.toString();
    }

    @Override
    public void publish(LogRecord record) {
      text.append(record.getMessage()).append(Arrays.toString(record.getParameters())).append('\n');
      for (Throwable t = record.getThrown(); t != null; t = t.getCause()) {
        text.append(t).append('\n');
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static void assertLocation(HttpResponse<String> response, String path) {
    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.headers().firstValue("Location")).contains(path);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }

  private static String member(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    assertThat(matcher.find()).as(json).isTrue();
    return matcher.group(1);
  }

  private static String firstOf(String json) {
    Matcher matcher = Pattern.compile("\"recoveryCodes\":\\[\"([^\"]*)\"").matcher(json);
    assertThat(matcher.find()).as(json).isTrue();
    return matcher.group(1);
  }
}
