package org.otpfilter.proof;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One session of a seeded user, over a connection that it may share with others of its thread. */
public final class Browser {
  private static final Pattern TOKEN =
      Pattern.compile("(?:\"csrf\":\\s*|name=\"csrf\" value=)\"([^\"]+)\"");

  private final SeededUser user;
  private final Kind kind;
  private final String headers;
  private @Nullable String session;
  private @Nullable String token;

  /** What it asks for, and so how it is answered. */
  public enum Kind {
    /** The pages of a browser. */
    HTML("text/html", 303),
    /** A script. */
    JSON("application/json", 200);

    private final String accept;
    private final int verified;

    Kind(String accept, int verified) {
      this.accept = "Accept: " + accept + "\r\n";
      this.verified = verified;
    }

    /** The status that answers a right code. */
    public int verified() {
      return verified;
    }
  }

  /** A script without cookies. */
  public Browser(SeededUser user) {
    this(user, Kind.JSON, "");
  }

  /**
   * A browser without cookies.
   *
   * @param headers sent with every request, each with its line end
   */
  public Browser(SeededUser user, Kind kind, String headers) {
    this.user = user;
    this.kind = kind;
    this.headers = headers + kind.accept;
  }

  private Browser(Browser other) {
    user = other.user;
    kind = other.kind;
    headers = other.headers;
    session = other.session;
    token = other.token;
  }

  /** Another that knows what this one knows now, as whoever has seen its cookie does. */
  Browser copy() {
    return new Browser(this);
  }

  /** A browser whose requests come through a proxy; the address is made of the number. */
  public static Browser behindProxy(SeededUser user, Kind kind, long address) {
    String ip = "10." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    return new Browser(user, kind, "X-Forwarded-For: " + ip + "\r\nX-Forwarded-Proto: https\r\n");
  }

  /** Who uses it. */
  public SeededUser user() {
    return user;
  }

  /** Sends the code that is right now; true if it was taken. */
  public boolean verify(Wire wire) throws IOException {
    long step = SeededUser.step(System.currentTimeMillis());
    return answer(wire, user.code(step)) == kind.verified();
  }

  /** The first factor; 204. */
  public int signIn(Wire wire) throws IOException {
    return ask(wire, "/login", "user=" + user.name()).status();
  }

  /** The challenge, and its form token, which the session keeps until it is verified; 200. */
  public int openChallenge(Wire wire) throws IOException {
    return open(wire, "/otp/challenge").status();
  }

  /** Any page of the product, whose form token is remembered. */
  public Wire.Answer open(Wire wire, String path) throws IOException {
    Wire.Answer answer = ask(wire, path, null);
    Matcher found = TOKEN.matcher(answer.text());
    token = found.find() ? found.group(1) : null;
    return answer;
  }

  /** The second factor: 303 or 200 for a right code, 403 for a wrong one, 429 during a wait. */
  public int answer(Wire wire, String code) throws IOException {
    return post(wire, "/otp/challenge", "code=" + code).status();
  }

  /** Any form of the product, with the token that {@link #open} found. */
  public Wire.Answer post(Wire wire, String path, String fields) throws IOException {
    String csrf = URLEncoder.encode(String.valueOf(token), StandardCharsets.UTF_8);
    return ask(wire, path, fields + "&csrf=" + csrf);
  }

  /** The page for verified users; 200. */
  public int page(Wire wire) throws IOException {
    Wire.Answer answer = ask(wire, "/app/page", null);
    if (answer.status() == 200
        && !answer.text().startsWith(HostPages.GREETING + user.name() + ".")) {
      throw new IOException("somebody else's page: " + answer.text());
    }
    return answer.status();
  }

  /** Holds a request in this session until {@link Wire#finish} sends the body. */
  void beginNote(Wire wire, String name, String note) throws IOException {
    wire.begin(HostPages.NOTE + "?" + name, session, headers, note.length());
  }

  /** Lets the session remember something; the answer is what it remembered before, or null. */
  Wire.Answer note(Wire wire, String name, String note) throws IOException {
    return ask(wire, HostPages.NOTE + "?" + name, note);
  }

  /** Any request in this session. */
  public Wire.Answer ask(Wire wire, String path, @Nullable String form) throws IOException {
    Wire.Answer answer = wire.send(path, session, headers, form);
    if (answer.session() != null) {
      session = answer.session();
    }
    return answer;
  }
}
