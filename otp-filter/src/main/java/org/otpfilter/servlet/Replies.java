package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otpfilter.page.Asset;
import org.otpfilter.page.Chrome;
import org.otpfilter.page.Json;
import org.otpfilter.page.Messages;
import org.otpfilter.page.NoticeView;
import org.otpfilter.page.PageHeaders;
import org.otpfilter.page.Pages;
import org.otpfilter.page.Wait;

/**
 * Writes answers: headers first, then status, then body. Never by {@code sendError} or {@code
 * sendRedirect}, which hosts and containers dress up.
 */
final class Replies {
  /** What {@code Retry-After} says of a lock, and how long one is shown to last. */
  private static final Duration LOCK = Duration.ofDays(1);

  private static final int STORE_RETRY_SECONDS = 30;

  private final Pages pages;
  private final @Nullable String logoutOrigin;
  private final FormTokens tokens;

  Replies(Pages pages, EdgeSettings settings, FormTokens tokens) {
    this.pages = pages;
    this.logoutOrigin = settings.logoutOrigin();
    this.tokens = tokens;
  }

  void html(Exchange x, int status, String html) throws IOException {
    body(x, status, PageHeaders.page(logoutOrigin), "text/html; charset=utf-8", bytes(html));
  }

  void json(Exchange x, int status, Map<String, ?> members) throws IOException {
    body(
        x,
        status,
        PageHeaders.json(),
        status < 400 ? "application/json" : "application/problem+json",
        bytes(Json.object(members)));
  }

  void asset(Exchange x, Asset asset) throws IOException {
    body(x, 200, PageHeaders.asset(), asset.contentType(), asset.bytes());
  }

  /** Leads on; the location is a path of ours or the operator's {@code logout-url}. */
  void redirect(Exchange x, int status, String location) {
    HttpServletResponse response = x.response();
    PageHeaders.denial().forEach(response::setHeader);
    response.setHeader("Location", location);
    response.setStatus(status);
    response.setContentLength(0);
  }

  /** A refusal in the form that the client asked for. */
  void refuse(Exchange x, Refusal refusal) throws IOException {
    refuse(x, refusal, null, null);
  }

  /** The same, with a link that leads on. */
  void refuse(Exchange x, Refusal refusal, @Nullable String href, @Nullable String linkKey)
      throws IOException {
    if (refusal == Refusal.UNAVAILABLE) {
      x.response().setIntHeader("Retry-After", STORE_RETRY_SECONDS);
    }
    if (x.wantsJson()) {
      problem(x, refusal);
    } else {
      Chrome chrome = new Chrome(x.base(), tokens.existing(x.session()), null);
      html(
          x,
          refusal.status(),
          pages.notice(
              chrome, new NoticeView(refusal.titleKey(), refusal.textKey(), href, linkKey, false)));
    }
  }

  /** A refusal as a problem (RFC 9457). */
  void problem(Exchange x, Refusal refusal) throws IOException {
    Messages messages = pages.messages();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", refusal.type());
    members.put("title", messages.text(refusal.titleKey()));
    members.put("status", refusal.status());
    members.put("detail", messages.text(refusal.textKey()));
    Page leadsTo = refusal.leadsTo();
    if (leadsTo != null) {
      members.put("challenge", x.pathOf(leadsTo));
    }
    json(x, refusal.status(), members);
  }

  /** Sets {@code Retry-After} and tells the wait as pages show it; a null end is a lock. */
  Wait wait(Exchange x, @Nullable Instant until, Instant now) {
    Wait wait = shown(until, now);
    x.response().setHeader("Retry-After", Long.toString(wait.seconds()));
    return wait;
  }

  /** The wait as pages show it. */
  static Wait shown(@Nullable Instant until, Instant now) {
    Instant end = until == null ? now.plus(LOCK) : until;
    long seconds = Math.max(1, Duration.between(now, end).plusMillis(999).toSeconds());
    return new Wait(seconds, end.toString(), until == null);
  }

  private static void body(
      Exchange x, int status, Map<String, String> headers, String type, byte[] bytes)
      throws IOException {
    HttpServletResponse response = x.response();
    headers.forEach(response::setHeader);
    response.setContentType(type);
    response.setStatus(status);
    response.setContentLength(bytes.length);
    if (!x.isHead()) {
      response.getOutputStream().write(bytes);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
