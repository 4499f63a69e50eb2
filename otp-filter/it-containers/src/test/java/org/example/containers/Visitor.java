package org.example.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser with cookies of its own at one application; it follows no redirect. */
final class Visitor {
  static final String PASSWORD = "wonderland";

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final String root;
  private final String context;
  private String authorization = "";

  Visitor(Container container, War war) {
    this.context = war.context();
    this.root = "http://127.0.0.1:" + container.port() + context;
  }

  /** Signs in with a password, in the application's way; that is all the application wants. */
  Visitor signIn(SignIn signIn, String user) {
    switch (signIn) {
      case FORM -> {
        browse("/secret/home");
        post("/j_security_check", "j_username", user, "j_password", PASSWORD);
      }
      case BASIC -> {
        String both = user + ":" + PASSWORD;
        authorization = "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
        browse("/secret/home");
      }
      case OWN -> post("/login", "username", user, "password", PASSWORD);
    }
    return this;
  }

  /** As a script asks. */
  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  /** As a person goes there. */
  HttpResponse<String> browse(String path) {
    return send(request(path).header("Accept", "text/html,*/*;q=0.8"));
  }

  HttpResponse<String> json(String path) {
    return send(request(path).header("Accept", "application/json"));
  }

  /** Posts a form of names and values in turn; the answer is JSON if there is a choice. */
  HttpResponse<String> post(String path, String... form) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < form.length; i += 2) {
      fields.add(form[i] + "=" + URLEncoder.encode(form[i + 1], UTF_8));
    }
    return send(
        request(path)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(String.join("&", fields))));
  }

  /** Posts a code with the form token of that page. */
  HttpResponse<String> code(String page, String code) {
    return post(page, "code", code, "csrf", member(json(page).body(), "csrf"));
  }

  /** How often the application has served protected content. */
  long served() {
    return Long.parseLong(new Visitor(this).get("/open/served").body());
  }

  private Visitor(Visitor other) {
    this.context = other.context;
    this.root = other.root;
  }

  String context() {
    return context;
  }

  /** The session id as the cookie has it, empty without. */
  String session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("JSESSIONID") && !cookie.hasExpired())
        .map(cookie -> cookie.getValue())
        .reduce("", (first, second) -> second);
  }

  /** A text member of a JSON object, or the first text of a list. */
  static String member(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\\[?\"([^\"]*)\"").matcher(json);
    if (!matcher.find()) {
      throw new AssertionError("no " + name + " in " + json);
    }
    return matcher.group(1);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(60));
    return authorization.isEmpty() ? builder : builder.header("Authorization", authorization);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
