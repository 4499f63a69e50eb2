package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.AuditEvent.Origin;
import org.otpfilter.user.TrustedProxies;

/**
 * One request to a page, with what every page asks of it. Reads no body.
 *
 * @param base context path and base path
 * @param secure whether it came over TLS
 */
record Exchange(
    HttpServletRequest request,
    HttpServletResponse response,
    String contextPath,
    String base,
    boolean secure) {
  private static final int HASH_DIGITS = 12;

  static Exchange of(
      HttpServletRequest request, HttpServletResponse response, EdgeSettings settings) {
    String contextPath = request.getServletContext().getContextPath();
    return new Exchange(
        request,
        response,
        contextPath,
        contextPath + settings.basePath(),
        settings.proxies().secure(request));
  }

  boolean isPost() {
    return request.getMethod().equals("POST");
  }

  boolean isHead() {
    return request.getMethod().equals("HEAD");
  }

  /** Whether the client names JSON and not HTML. */
  boolean wantsJson() {
    boolean json = false;
    for (String line : Collections.list(request.getHeaders("Accept"))) {
      String accept = line.toLowerCase(Locale.ROOT);
      if (accept.contains("text/html")) {
        return false;
      }
      json |= accept.contains("application/json");
    }
    return json;
  }

  /** The session, if there is one. */
  @Nullable HttpSession session() {
    return request.getSession(false);
  }

  /** The place of that page, for a browser. */
  String pathOf(Page page) {
    return base + page.path();
  }

  /**
   * Where events say that this came from; the session id itself is never in it. A proxy that nobody
   * named stands in front of everybody: its address is nobody's, and has no budget.
   */
  Origin origin(EdgeSettings settings) {
    HttpSession session = session();
    return new Origin(
        fromUnnamedProxy(request, settings.proxies())
            ? null
            : settings.proxies().clientAddress(request),
        session == null ? null : sha256(session.getId()).substring(0, HASH_DIGITS));
  }

  /** Whether the peer passes on what others sent, near enough to be a proxy of this house. */
  static boolean fromUnnamedProxy(HttpServletRequest request, TrustedProxies proxies) {
    String peer = request.getRemoteAddr();
    return TrustedProxies.forwarded(request)
        && !proxies.trusts(peer)
        && TrustedProxies.isPrivate(peer);
  }

  static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
