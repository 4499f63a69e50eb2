package org.otpfilter.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.otpfilter.gate.Decision;
import org.otpfilter.gate.Gate;
import org.otpfilter.gate.Visits.Dispatch;
import org.otpfilter.servlet.Denials.Client;
import org.otpfilter.servlet.Denials.Denial;
import org.otpfilter.user.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the application: its own pages are answered here, everything else passes the gate
 * or is denied. Thread-safe.
 */
public final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger("org.otpfilter");
  private static final int MOST_HINTS = 200;

  private final Gate<HttpServletRequest> gate;
  private final ServletVisits visits;
  private final ProductPages pages;
  private final Denials denials;
  private final HeaderCodes headerCodes;
  private final GuardEvents events;
  private final GuardSettings settings;
  private final Set<String> hinted = ConcurrentHashMap.newKeySet();

  /**
   * Where denials lead, if there are any.
   *
   * @param challenge path of the challenge page
   * @param enrol path of the enrolment page
   * @param logout where to sign in again
   * @param reporting everything of the application's passes
   */
  record GuardSettings(String challenge, String enrol, String logout, boolean reporting) {}

  Guard(
      Gate<HttpServletRequest> gate,
      ServletVisits visits,
      ProductPages pages,
      Denials denials,
      HeaderCodes headerCodes,
      GuardEvents events,
      GuardSettings settings) {
    this.gate = gate;
    this.visits = visits;
    this.pages = pages;
    this.denials = denials;
    this.headerCodes = headerCodes;
    this.events = events;
    this.settings = settings;
  }

  /**
   * Puts the guard together.
   *
   * @param codeHeader request header that may carry a code, null for none
   */
  public static Guard of(
      Gate.Parts parts,
      Visitors visitors,
      PageServices services,
      EdgeSettings edge,
      String contextPath,
      @Nullable String codeHeader) {
    ServletVisits visits = new ServletVisits(visitors, edge.reporting());
    Sightings sightings =
        new Sightings(services.recorder(), parts.settings().policy(), edge.proxies());
    GuardEvents events =
        new GuardEvents(services.audit(), services.clock(), edge.proxies(), visits, sightings);
    String base = contextPath + edge.basePath();
    return new Guard(
        new Gate<>(parts, visits, events),
        visits,
        new ProductPages(edge, services, request -> new ServletVisit(request, visits).user()),
        new Denials(services.pages(), base),
        new HeaderCodes(services, edge, codeHeader),
        events,
        new GuardSettings(
            base + "/challenge", base + "/enrol", edge.logoutUrl(), edge.reporting()));
  }

  /**
   * Handles one dispatch. The chain is called at most once, and only on a pass; in report mode
   * whatever is the application's passes.
   */
  public void handle(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Dispatch dispatch = visits.dispatch(request);
    boolean userShown = false;
    try {
      if (answered(request, dispatch, response)) {
        return;
      }
      userShown = visits.showsUser(request);
    } catch (RuntimeException e) {
      ServletVisit visit = new ServletVisit(request, visits);
      noteUnreadable(e);
      if (!settings.reporting()) {
        refuseUnreadable(response, visit);
        return;
      }
      events.unreadable(visit);
    }
    try {
      chain.doFilter(request, response);
    } finally {
      if (dispatch == Dispatch.REQUEST || dispatch == Dispatch.ASYNC) {
        afterwards(request, userShown);
      }
    }
  }

  /** Answers what is ours and what is denied; false for what the application gets. */
  private boolean answered(
      HttpServletRequest request, Dispatch dispatch, HttpServletResponse response)
      throws IOException {
    String path = visits.path(request);
    if (dispatch == Dispatch.REQUEST && pages.isProductPath(path)) {
      serve(new ServletVisit(request, visits), response, path);
      return true;
    }
    Decision decision = gate.decide(request);
    return decision != Decision.PASS
        && answeredDenial(new ServletVisit(request, visits), response, decision);
  }

  private boolean answeredDenial(
      ServletVisit visit, HttpServletResponse response, Decision decision) throws IOException {
    events.proxy(visit.request());
    if (settings.reporting()) {
      events.wouldBeDenied(visit, decision);
      return false;
    }
    return switch (headerCodes.tried(visit, response, decision, visit.user())) {
      case NONE -> {
        deny(visit, response, decision);
        yield true;
      }
      case ANSWERED -> true;
      case ACCEPTED -> false;
    };
  }

  /** Our own pages are never the application's, whatever goes wrong in them. */
  private void serve(ServletVisit visit, HttpServletResponse response, String path)
      throws IOException {
    try {
      events.proxy(visit.request());
      pages.serve(visit.request(), response, path);
    } catch (RuntimeException e) {
      noteUnreadable(e);
      refuseUnreadable(response, visit);
    }
  }

  private void afterwards(HttpServletRequest request, boolean userShown) {
    try {
      gate.afterwards(request, userShown);
    } catch (RuntimeException e) {
      // once for each cause: where it happens, it happens to all requests alike (R101)
      if (hinted.size() < MOST_HINTS && hinted.add("after " + e.getClass().getName() + origin(e))) {
        LOG.warn("after the request it could not be read who is signed in: {}", e.toString());
      }
    }
  }

  private void noteUnreadable(RuntimeException e) {
    // once for each cause: a client that repeats it must not fill the log (R101)
    if (hinted.size() < MOST_HINTS && hinted.add(e.getClass().getName() + " at " + origin(e))) {
      LOG.warn(
          "a request could not be read and {} denied, as all like it are",
          settings.reporting() ? "would have been" : "was",
          e);
    }
  }

  private static void refuseUnreadable(HttpServletResponse response, ServletVisit visit) {
    if (visit.dispatch() == Dispatch.INCLUDE || response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    if (visit.dispatch() != Dispatch.ERROR) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    }
    response.setHeader("Cache-Control", "no-store");
  }

  private static String origin(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }

  private void deny(ServletVisit visit, HttpServletResponse response, Decision decision)
      throws IOException {
    if (response.isCommitted() && visit.dispatch() != Dispatch.INCLUDE) {
      hint(visit);
      return;
    }
    switch (visit.dispatch()) {
      case INCLUDE -> hint(visit);
      case ERROR -> {
        hint(visit);
        response.setHeader("Cache-Control", "no-store");
      }
      case REQUEST, FORWARD, ASYNC -> answer(visit, response, decision);
    }
  }

  private void answer(ServletVisit visit, HttpServletResponse response, Decision decision)
      throws IOException {
    HttpServletRequest request = visit.request();
    Client client = Client.of(request);
    if (decision == Decision.SESSION_OVER) {
      SessionEnd.end(request);
    } else if (client == Client.NAVIGATION && request.getMethod().equals("GET")) {
      remember(visit);
    }
    denials.write(request, response, client, new Denial(decision, page(decision)));
    events.denied(visit, decision, client);
  }

  private void remember(ServletVisit visit) {
    HttpServletRequest request = visit.request();
    UserId user = visit.user();
    if (user == null) {
      user = visit.pending();
    }
    if (user != null && !request.isRequestedSessionIdFromURL()) {
      HttpSession session = request.getSession(true);
      ReturnTarget.remember(request, session, user);
      visit.remember(user);
    }
  }

  private @Nullable String page(Decision decision) {
    return switch (decision) {
      case OTP_REQUIRED, TOO_OLD -> settings.challenge();
      case ENROLMENT_REQUIRED -> settings.enrol();
      case SIGN_IN_REQUIRED, SESSION_OVER -> settings.logout();
      case UNAVAILABLE, PASS -> null;
    };
  }

  /** Says once which rule would let a container-made dispatch pass. */
  private void hint(ServletVisit visit) {
    String what = visit.dispatch() + " " + visit.path();
    if (hinted.size() < MOST_HINTS && hinted.add(what)) {
      LOG.warn(
          "{} was denied and shows nothing; the rule \"{} open\" would let it pass",
          what,
          visit.path());
    }
  }
}
