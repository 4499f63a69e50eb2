package org.example.attack;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A client that keeps its cookies and, once it has enrolled, its authenticator. One thread. */
public final class Client {
  static final String JSON = "Accept: application/json";
  static final String HTML = "Accept: text/html";
  static final String FORM = "Content-Type: application/x-www-form-urlencoded";
  private static final Pattern SET_COOKIE =
      Pattern.compile("(?im)^set-cookie: *([^=;\\s]+)=([^;\\r\\n]*)(.*)$");

  private final Site site;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private @Nullable Authenticator authenticator;

  Client(Site site) {
    this.site = site;
  }

  /** Another client with the same cookies as they are now. */
  Client twin() {
    Client twin = new Client(site);
    twin.cookies.putAll(cookies);
    twin.authenticator = authenticator;
    return twin;
  }

  /** The value of the Cookie header. */
  String cookie() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** The session id as it stands in the cookie. */
  String session() {
    String id = cookies.get("JSESSIONID");
    if (id == null) {
      throw new AssertionError("no session in " + cookies);
    }
    return id;
  }

  void plant(String session) {
    cookies.put("JSESSIONID", session);
  }

  Authenticator authenticator() {
    if (authenticator == null) {
      throw new AssertionError("this person has not enrolled");
    }
    return authenticator;
  }

  Reply get(String path, String... headers) throws IOException {
    return send("GET", path, "", headers);
  }

  /** Posts a form. */
  public Reply post(String path, String body, String... headers) throws IOException {
    return send("POST", path, body, headers);
  }

  Reply send(String method, String path, String body, String... headers) throws IOException {
    return exchange(request(method, site.context() + path, body, headers));
  }

  /** The bytes of a request, with the cookies of this client. */
  String request(String method, String target, String body, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: ").append(site.authority()).append("\r\nConnection: close\r\n");
    if (!cookies.isEmpty()) {
      head.append("Cookie: ").append(cookie()).append("\r\n");
    }
    boolean typed = false;
    for (String line : headers) {
      head.append(line).append("\r\n");
      typed |= line.startsWith("Content-Type");
    }
    if (!body.isEmpty() || method.equals("POST")) {
      head.append(typed ? "" : FORM + "\r\n");
      head.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return head.append("\r\n").append(body).toString();
  }

  /** Sends a request, waits for its end, and keeps what cookies it brings. */
  Reply exchange(String request) throws IOException {
    Reply reply;
    try (Wire wire = new Wire(site)) {
      reply = wire.exchange(Attack.plain(request, request));
    }
    Matcher set = SET_COOKIE.matcher(reply.head());
    while (set.find()) {
      if (set.group(3).toLowerCase(Locale.ROOT).contains("max-age=0")) {
        cookies.remove(set.group(1));
      } else {
        cookies.put(set.group(1), set.group(2));
      }
    }
    return reply;
  }

  /** The form token of a page of the product's. */
  String csrf(String path) throws IOException {
    return get(path, JSON).member("csrf");
  }

  /** Answers the challenge. */
  Reply verify(String code) throws IOException {
    return post("/otp/challenge", "code=" + code + "&csrf=" + csrf("/otp/challenge"), JSON);
  }

  void enrol() throws IOException {
    Reply page = get("/otp/enrol", JSON);
    Authenticator made = new Authenticator(page.member("secret"));
    String body = "code=" + made.code(0) + "&csrf=" + page.member("csrf");
    Reply reply = post("/otp/enrol", body, JSON);
    if (reply.status() != 200) {
      throw new AssertionError("not enrolled: " + reply.raw());
    }
    authenticator = made;
  }
}
