package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.EventType;
import org.otpfilter.device.UserAccount;
import org.otpfilter.user.TrustedProxies;
import org.otpfilter.user.UserId;

/**
 * What every request to a page goes through, in this order: method (405), connection (403), state,
 * size and type (413, 415), origin and form token (403), form (400). What the fields say, and the
 * code, is the page's.
 */
final class Examination {
  private final EdgeSettings settings;
  private final PageServices services;
  private final Standings standings;
  private final FormTokens tokens;
  private final Replies replies;

  Examination(
      EdgeSettings settings,
      PageServices services,
      Standings standings,
      FormTokens tokens,
      Replies replies) {
    this.settings = settings;
    this.services = services;
    this.standings = standings;
    this.tokens = tokens;
    this.replies = replies;
  }

  /** What a page does with a request that has passed. */
  interface Handler {
    void get(Exchange x, Standing standing) throws IOException;

    void post(Exchange x, Standing standing, FormBody form) throws IOException;

    /** The answer for a state in which the page is of no use; false if the page is of use. */
    boolean elsewhere(Exchange x, Standing standing) throws IOException;
  }

  /** Whether the method is one of the page's; answered if not. */
  boolean methodAllowed(Exchange x, Page page) throws IOException {
    if (page.allows(x.request().getMethod())) {
      return true;
    }
    x.response().setHeader("Allow", page.allow());
    replies.refuse(x, Refusal.METHOD);
    return false;
  }

  void pass(Exchange x, Handler handler) throws IOException {
    if (insecure(x.request(), x.secure())) {
      replies.refuse(x, Refusal.INSECURE);
      return;
    }
    if (x.request().isRequestedSessionIdFromURL()) {
      replies.refuse(x, Refusal.COOKIES);
      return;
    }
    Standing standing = standings.of(x);
    if (standing == null) {
      signIn(x);
    } else if (standings.over(standing)) {
      SessionEnd.end(x.request());
      signIn(x);
    } else if (!handler.elsewhere(x, standing)) {
      if (x.isPost()) {
        Optional<FormBody> form = form(x, standing.user());
        if (form.isPresent()) {
          handler.post(x, standing, form.get());
        }
      } else {
        handler.get(x, standing);
      }
    }
  }

  /** The form, if it is one of ours; answered if not. */
  Optional<FormBody> form(Exchange x, @Nullable UserId user) throws IOException {
    FormBody.Reading reading = FormBody.read(x.request());
    FormBody form = reading.body();
    Refusal refusal = form == null ? reading.refusal() : judge(x, form);
    if (refusal == null) {
      return Optional.ofNullable(form);
    }
    if (refusal == Refusal.CSRF) {
      note(x, EventType.FORM_FORGED, user);
    } else if (refusal == Refusal.MALFORMED) {
      note(x, EventType.CODE_MALFORMED, user);
    }
    replies.refuse(x, refusal);
    return Optional.empty();
  }

  /** A form whose token is given twice is malformed; without a token it cannot be ours. */
  private @Nullable Refusal judge(Exchange x, FormBody form) {
    if (!tokens.sameOrigin(x.request(), x.secure())) {
      return Refusal.CSRF;
    }
    if (form.doubtful("csrf")) {
      return Refusal.MALFORMED;
    }
    if (!tokens.matches(x.session(), form.field("csrf"))) {
      return Refusal.CSRF;
    }
    return form.malformed() ? Refusal.MALFORMED : null;
  }

  /** Leads whoever is not signed in to the host's own login. */
  private void signIn(Exchange x) throws IOException {
    if (x.wantsJson()) {
      replies.problem(x, Refusal.SIGN_IN);
    } else {
      replies.redirect(x, 302, settings.logoutUrl());
    }
  }

  /** Leads to the page that is of use; a script is told which. */
  void lead(Exchange x, Refusal why) throws IOException {
    Page page = why.leadsTo();
    if (page == null) {
      throw new IllegalArgumentException(why + " leads nowhere");
    }
    if (x.wantsJson()) {
      replies.problem(x, why);
    } else {
      replies.redirect(x, 302, x.pathOf(page));
    }
  }

  /** Leads from a page that needs a young code to the challenge, and back after it. */
  void refresh(Exchange x, Standing standing, Page page) throws IOException {
    ReturnTarget.set(standing.session(), standing.user(), x.pathOf(page));
    lead(x, Refusal.TOO_OLD);
  }

  void note(Exchange x, EventType type, @Nullable UserId user) {
    services
        .audit()
        .later(AuditEvent.of(type, services.clock().instant(), user, x.origin(settings)));
  }

  /** Notes a known user who was reported under another name than at first (section 6). */
  void noteSpelling(Exchange x, UserId user, UserAccount account) {
    if (account.name() != null && !account.name().equals(user.name())) {
      note(x, EventType.KNOWN_USER_NEW_SPELLING, user);
    }
  }

  private boolean insecure(HttpServletRequest request, boolean secure) {
    if (secure || settings.insecureHttpAllowed()) {
      return false;
    }
    return !TrustedProxies.isLoopback(request.getRemoteAddr()) || TrustedProxies.forwarded(request);
  }
}
