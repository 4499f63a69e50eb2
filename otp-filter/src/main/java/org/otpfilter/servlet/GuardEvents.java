package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.Audit;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.AuditEvent.Origin;
import org.otpfilter.audit.EventType;
import org.otpfilter.gate.Decision;
import org.otpfilter.gate.Events;
import org.otpfilter.user.TrustedProxies;
import org.otpfilter.user.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the gate notices, as events; written off the request's thread. Thread-safe. */
final class GuardEvents implements Events<HttpServletRequest> {
  private static final Logger LOG = LoggerFactory.getLogger("org.otpfilter");

  private final Audit audit;
  private final Clock clock;
  private final TrustedProxies proxies;
  private final ServletVisits visits;
  private final Sightings sightings;
  private final AtomicBoolean goneBefore = new AtomicBoolean();
  private final AtomicBoolean proxyBefore = new AtomicBoolean();

  GuardEvents(
      Audit audit, Clock clock, TrustedProxies proxies, ServletVisits visits, Sightings sightings) {
    this.audit = audit;
    this.clock = clock;
    this.proxies = proxies;
    this.visits = visits;
    this.sightings = sightings;
  }

  @Override
  public void markOfAnotherUser(HttpServletRequest request, UserId owner) {
    tell(EventType.MARK_OF_ANOTHER_USER, request, owner, "its session shows another user");
  }

  @Override
  public void userGone(HttpServletRequest request) {
    if (goneBefore.compareAndSet(false, true)) {
      LOG.warn(
          "a verified session shows no user on {}; if the application shows its user on some paths"
              + " only, set user-visible=partly",
          visits.path(request));
    }
  }

  /** Warns once of a proxy that nobody named (section 8). */
  void proxy(HttpServletRequest request) {
    if (!proxyBefore.get()
        && Exchange.fromUnnamedProxy(request, proxies)
        && proxyBefore.compareAndSet(false, true)) {
      LOG.warn(
          "{} sends forwarded headers and is not in trusted-proxies: they are not believed, and"
              + " attempts from there have no budget by address; if it is your proxy, set"
              + " trusted-proxies",
          request.getRemoteAddr());
    }
  }

  /** In report mode, a request that passes all the same. */
  void wouldBeDenied(ServletVisit visit, Decision decision) {
    sightings.wouldBeDenied(visit, decision);
  }

  /** In report mode, a request that could not be read and passes all the same. */
  void unreadable(ServletVisit visit) {
    sightings.unreadable(visit);
  }

  void denied(ServletVisit visit, Decision decision, Denials.Client client) {
    sightings.denied(visit, decision, client);
    UserId user = visit.user();
    tell(
        EventType.REQUEST_DENIED,
        visit.request(),
        user == null ? visit.pending() : user,
        (decision + " for a " + client).toLowerCase(Locale.ROOT));
  }

  private void tell(
      EventType type, HttpServletRequest request, @Nullable UserId user, String reason) {
    audit.later(AuditEvent.of(type, clock.instant(), user, origin(request)).because(reason));
  }

  private Origin origin(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return new Origin(
        proxies.clientAddress(request),
        session == null ? null : Exchange.sha256(session.getId()).substring(0, 12));
  }
}
