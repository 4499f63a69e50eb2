package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.otpfilter.secret.Randomness;

/**
 * Whether a form is ours: the session's token, and where the browser says that it comes from (R087,
 * R088). A token lives until the session id changes.
 */
final class FormTokens {
  private static final String ATTRIBUTE = "org.otpfilter.csrf";

  private final Randomness randomness;
  private final Set<String> origins;

  FormTokens(Randomness randomness, Set<String> origins) {
    this.randomness = randomness;
    this.origins = origins;
  }

  /** The session's token; made if there is none. Two pages opened at once get the same. */
  synchronized String of(HttpSession session) {
    String token = existing(session);
    if (token == null) {
      token = randomness.token();
      session.setAttribute(ATTRIBUTE, token);
    }
    return token;
  }

  /** The session's token; null if there is none. */
  @Nullable String existing(@Nullable HttpSession session) {
    if (session == null) {
      return null;
    }
    try {
      return session.getAttribute(ATTRIBUTE) instanceof String token ? token : null;
    } catch (IllegalStateException ended) {
      return null;
    }
  }

  /** Forgets the token. */
  static void drop(HttpSession session) {
    session.removeAttribute(ATTRIBUTE);
  }

  /** Whether that is the session's token. */
  boolean matches(@Nullable HttpSession session, Optional<String> sent) {
    String token = existing(session);
    return token != null
        && sent.isPresent()
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), sent.get().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether nothing that the browser says speaks of another site. */
  boolean sameOrigin(HttpServletRequest request, boolean secure) {
    for (String site : Collections.list(request.getHeaders("Sec-Fetch-Site"))) {
      if (site.trim().equalsIgnoreCase("cross-site")) {
        return false;
      }
    }
    List<String> sent = Collections.list(request.getHeaders("Origin"));
    if (sent.isEmpty()) {
      return true;
    }
    if (sent.size() > 1) {
      return false;
    }
    String origin = normal(sent.get(0).trim());
    if (origins.isEmpty()) {
      return origin.equals(own(request, secure));
    }
    return origins.stream().map(FormTokens::normal).anyMatch(origin::equals);
  }

  private static String own(HttpServletRequest request, boolean secure) {
    String host = request.getHeader("Host");
    if (host == null) {
      host = request.getServerName() + ":" + request.getServerPort();
    }
    return normal((secure ? "https://" : "http://") + host.trim());
  }

  private static String normal(String origin) {
    String lower = origin.toLowerCase(Locale.ROOT);
    String port = lower.startsWith("https://") ? ":443" : ":80";
    return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
  }
}
