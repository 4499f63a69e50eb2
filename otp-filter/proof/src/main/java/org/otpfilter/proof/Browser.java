package org.otpfilter.proof;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One session of a seeded user, over a connection that it may share with others of its thread. */
public final class Browser {
  private static final Pattern TOKEN = Pattern.compile("\"csrf\":\\s*\"([^\"]+)\"");
  private static final String JSON = "Accept: application/json\r\n";

  private final SeededUser user;
  private final String headers;
  private @Nullable String session;
  private @Nullable String token;

  /** A browser without cookies. */
  public Browser(SeededUser user) {
    this(user, "");
  }

  /**
   * A browser without cookies.
   *
   * @param headers sent with every request, each with its line end
   */
  public Browser(SeededUser user, String headers) {
    this.user = user;
    this.headers = headers;
  }

  /** Who uses it. */
  public SeededUser user() {
    return user;
  }

  /** The first factor; 204. */
  public int signIn(Wire wire) throws IOException {
    return ask(wire, "/login", "", "user=" + user.name()).status();
  }

  /** The challenge's form token, which the session keeps until it is verified; 200. */
  public int openChallenge(Wire wire) throws IOException {
    Wire.Answer answer = ask(wire, "/otp/challenge", JSON, null);
    Matcher found = TOKEN.matcher(answer.text());
    token = found.find() ? found.group(1) : null;
    return answer.status();
  }

  /** The second factor: 200 for a right code, 403 for a wrong one, 429 during a wait. */
  public int answer(Wire wire, String code) throws IOException {
    return post(wire, "/otp/challenge", "code=" + code).status();
  }

  /** Any form of the product, with the token that {@link #openChallenge} found. */
  public Wire.Answer post(Wire wire, String path, String fields) throws IOException {
    String csrf = URLEncoder.encode(String.valueOf(token), StandardCharsets.UTF_8);
    return ask(wire, path, JSON, fields + "&csrf=" + csrf);
  }

  /** The page for verified users; 200. */
  public int page(Wire wire) throws IOException {
    Wire.Answer answer = ask(wire, "/app/page", "", null);
    if (answer.status() == 200
        && !answer.text().startsWith(HostPages.GREETING + user.name() + ".")) {
      throw new IOException("somebody else's page: " + answer.text());
    }
    return answer.status();
  }

  /** Any request in this session. */
  public Wire.Answer ask(Wire wire, String path, String more, @Nullable String form)
      throws IOException {
    Wire.Answer answer = wire.send(path, session, headers + more, form);
    if (answer.session() != null) {
      session = answer.session();
    }
    return answer;
  }
}
