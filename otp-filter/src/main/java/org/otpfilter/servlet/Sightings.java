package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.otpfilter.gate.Decision;
import org.otpfilter.gate.Visits.Dispatch;
import org.otpfilter.policy.Policy;
import org.otpfilter.report.ClientKind;
import org.otpfilter.report.Place;
import org.otpfilter.report.Reason;
import org.otpfilter.report.Recorder;
import org.otpfilter.report.Sighting;
import org.otpfilter.servlet.Denials.Client;
import org.otpfilter.user.TrustedProxies;
import org.otpfilter.user.UserId;

/** Requests that were or would have been stopped, as the report counts them. Thread-safe. */
final class Sightings {
  private static final String COUNTED = "org.otpfilter.counted";
  private static final String NO_RULE = "(none)";

  private final Recorder recorder;
  private final Policy policy;
  private final TrustedProxies proxies;

  Sightings(Recorder recorder, Policy policy, TrustedProxies proxies) {
    this.recorder = recorder;
    this.policy = policy;
    this.proxies = proxies;
  }

  /** Counts a denial. */
  void denied(ServletVisit visit, Decision decision, Client client) {
    record(visit, reason(decision), client);
  }

  /** Counts a request that would have been stopped; what it dispatches to later is not counted. */
  void wouldBeDenied(ServletVisit visit, Decision decision) {
    HttpServletRequest request = visit.request();
    if (request.getAttribute(COUNTED) == null) {
      request.setAttribute(COUNTED, true);
      record(visit, reason(decision), Client.of(request));
    }
  }

  /** Counts a request that could not be read; whatever of it can be read is told. */
  void unreadable(ServletVisit visit) {
    try {
      HttpServletRequest request = visit.request();
      if (request.getAttribute(COUNTED) == null) {
        request.setAttribute(COUNTED, true);
        Place place = Place.of(dispatch(visit), NO_RULE, visit.path());
        ClientKind kind = kind(request, Client.of(request));
        recorder.later(
            new Sighting(null, place, Reason.UNREADABLE, kind), proxies.clientAddress(request));
      }
    } catch (RuntimeException e) {
      Place nowhere = new Place("", NO_RULE, "(unreadable)");
      recorder.later(new Sighting(null, nowhere, Reason.UNREADABLE, ClientKind.REST), null);
    }
  }

  private void record(ServletVisit visit, Reason reason, Client client) {
    HttpServletRequest request = visit.request();
    UserId shown = visit.user();
    UserId user = shown == null ? visit.pending() : shown;
    recorder.later(
        new Sighting(user, place(visit), reason, kind(request, client)),
        proxies.clientAddress(request));
  }

  private Place place(ServletVisit visit) {
    String path = visit.path();
    String rule =
        policy.ruleFor(visit.method(), path, visit.hasPathInfo(), visit::inRole).orElse(NO_RULE);
    return Place.of(dispatch(visit), rule, path);
  }

  private static String dispatch(ServletVisit visit) {
    return visit.dispatch() == Dispatch.REQUEST ? "" : visit.dispatch().name();
  }

  private static ClientKind kind(HttpServletRequest request, Client client) {
    return switch (client) {
      case NAVIGATION, FRAME, FORM -> ClientKind.BROWSER;
      case JSF -> ClientKind.SCRIPT;
      case SCRIPT -> isFromPage(request) ? ClientKind.SCRIPT : ClientKind.REST;
    };
  }

  /** What a browser adds to whatever a page asks for, and a program seldom does. */
  private static boolean isFromPage(HttpServletRequest request) {
    return has(request.getHeader("Sec-Fetch-Mode"))
        || has(request.getHeader("X-Requested-With"))
        || has(request.getHeader("Referer"))
        || has(request.getHeader("Origin"));
  }

  private static boolean has(@Nullable String header) {
    return header != null;
  }

  private static Reason reason(Decision decision) {
    return switch (decision) {
      case OTP_REQUIRED -> Reason.OTP_REQUIRED;
      case ENROLMENT_REQUIRED -> Reason.ENROLMENT_REQUIRED;
      case TOO_OLD -> Reason.TOO_OLD;
      case SIGN_IN_REQUIRED -> Reason.SIGN_IN_REQUIRED;
      case SESSION_OVER -> Reason.SESSION_OVER;
      case UNAVAILABLE -> Reason.UNAVAILABLE;
      case PASS -> throw new IllegalArgumentException("a pass is not counted");
    };
  }
}
