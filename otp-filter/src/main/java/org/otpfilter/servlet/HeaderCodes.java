package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otpfilter.challenge.Verdict;
import org.otpfilter.device.StoreUnavailableException;
import org.otpfilter.device.UserAccount;
import org.otpfilter.gate.Decision;
import org.otpfilter.gate.Visits.Dispatch;
import org.otpfilter.mark.Mark;
import org.otpfilter.mark.SessionMemory;
import org.otpfilter.oath.Code;
import org.otpfilter.page.PageHeaders;
import org.otpfilter.user.TrustedProxies;
import org.otpfilter.user.UserId;

/**
 * Codes in a request header, for clients without a browser. One attempt like any other; it verifies
 * that request, and the session if the client keeps one.
 */
final class HeaderCodes {
  private static final long LOCK_SECONDS = 86_400;

  private final PageServices services;
  private final EdgeSettings settings;
  private final @Nullable String header;

  HeaderCodes(PageServices services, EdgeSettings settings, @Nullable String header) {
    this.services = services;
    this.settings = settings;
    this.header = header;
  }

  /** What became of a header. */
  enum Tried {
    /** There was none to look at. */
    NONE,
    /** It was refused, and the client has its answer. */
    ANSWERED,
    /** It was right; the request passes. */
    ACCEPTED
  }

  /** Tries the code of a denied request. */
  Tried tried(
      ServletVisit visit, HttpServletResponse response, Decision denial, @Nullable UserId user)
      throws IOException {
    HttpServletRequest request = visit.request();
    if (header == null
        || user == null
        || visit.dispatch() != Dispatch.REQUEST
        || (denial != Decision.OTP_REQUIRED && denial != Decision.TOO_OLD)) {
      return Tried.NONE;
    }
    List<String> values = Collections.list(request.getHeaders(header));
    if (values.isEmpty()) {
      return Tried.NONE;
    }
    if (insecure(visit)) {
      return answer(request, response, 403, "insecure");
    }
    try {
      UserAccount account = services.store().find(user);
      Optional<Code> code =
          values.size() == 1
              ? Code.parse(
                  values.get(0),
                  n -> account.devices().stream().anyMatch(device -> device.digits() == n))
              : Optional.empty();
      if (code.isEmpty()) {
        return answer(request, response, 400, "malformed");
      }
      Exchange exchange = Exchange.of(request, response, settings);
      Verdict verdict = services.challenge().answer(user, code.get(), exchange.origin(settings));
      return settle(visit, response, user, verdict);
    } catch (StoreUnavailableException e) {
      response.setHeader("Retry-After", "30");
      return answer(request, response, 503, "unavailable");
    }
  }

  private Tried settle(
      ServletVisit visit, HttpServletResponse response, UserId user, Verdict verdict)
      throws IOException {
    HttpServletRequest request = visit.request();
    if (verdict instanceof Verdict.Verified verified) {
      HeaderCode.accept(request, user);
      keep(visit, user, verified);
      return Tried.ACCEPTED;
    }
    if (verdict instanceof Verdict.Wait wait) {
      response.setHeader("Retry-After", Long.toString(seconds(wait.until())));
      return answer(request, response, 429, "wait");
    }
    return answer(request, response, 403, "code-refused");
  }

  /** The session keeps the verification if there is one and it need not be bound to a cookie. */
  private void keep(ServletVisit visit, UserId user, Verdict.Verified verified) {
    HttpServletRequest request = visit.request();
    HttpSession session = request.getSession(false);
    if (session == null || settings.keepSessionId() || request.isRequestedSessionIdFromURL()) {
      return;
    }
    request.changeSessionId();
    FormTokens.drop(session);
    ContainerLogin.note(request, session);
    SessionMemory.setMark(
        session,
        Mark.of(
            user,
            verified.epoch(),
            verified.device(),
            verified.at(),
            visit.secure(),
            ContainerLogin.remembered(session),
            ""));
  }

  private boolean insecure(ServletVisit visit) {
    return !settings.insecureHttpAllowed()
        && !visit.secure()
        && !(TrustedProxies.isLoopback(visit.request().getRemoteAddr())
            && !TrustedProxies.forwarded(visit.request()));
  }

  private long seconds(@Nullable Instant until) {
    return until == null
        ? LOCK_SECONDS
        : Math.max(1, Duration.between(services.clock().instant(), until).toSeconds() + 1);
  }

  private static Tried answer(
      HttpServletRequest request, HttpServletResponse response, int status, String type)
      throws IOException {
    PageHeaders.denial().forEach(response::setHeader);
    response.setStatus(status);
    Denials.problem(request, response, status, type, null);
    return Tried.ANSWERED;
  }
}
