package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.EventType;
import org.otpfilter.device.UserAccount;
import org.otpfilter.mark.Mark;
import org.otpfilter.mark.SessionMemory;
import org.otpfilter.user.UserId;

/**
 * Where a session stands at one request: user, then account from the store, then mark. Decides
 * nothing about the host application's paths, which is {@link org.otpfilter.gate.Gate}.
 */
final class Standings {

  /** How young a code has to be for enrolment of a further device and for device changes. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final EdgeSettings settings;
  private final PageServices services;
  private final Function<HttpServletRequest, @Nullable UserId> visible;

  Standings(
      EdgeSettings settings,
      PageServices services,
      Function<HttpServletRequest, @Nullable UserId> visible) {
    this.settings = settings;
    this.services = services;
    this.visible = visible;
  }

  /** The standing; null if nobody is signed in. */
  @Nullable Standing of(Exchange x) {
    HttpServletRequest request = x.request();
    UserId shown = shown(request);
    HttpSession session = shown == null ? x.session() : request.getSession(true);
    if (session == null) {
      return null;
    }
    if (shown != null) {
      endMarkOfAnother(x, session, shown);
      ContainerLogin.note(request, session);
    }
    Mark mark = SessionMemory.mark(session);
    UserId user = shown == null ? remembered(session, mark) : shown;
    if (user == null) {
      return null;
    }
    UserAccount account = services.store().find(user);
    long now = services.clock().millis();
    boolean valid = mark != null && counts(x, mark, user, account, now);
    boolean fresh = valid && mark != null && mark.isYoungerThan(FRESH, now);
    State state = state(account, valid, fresh);
    if (shown != null && !valid) {
      SessionMemory.remember(session, shown);
    }
    return new Standing(state, user, session, account, state == State.S2 ? mark : null, fresh);
  }

  private @Nullable UserId shown(HttpServletRequest request) {
    try {
      return visible.apply(request);
    } catch (RuntimeException e) {
      throw new UnreadableUserException(e);
    }
  }

  /**
   * Whether the session was unverified for too long; the time begins here if not before. In report
   * mode no session ends, nor does a time begin that would end it after the switch.
   */
  boolean over(Standing standing) {
    if (standing.state() == State.S2 || settings.reporting()) {
      return false;
    }
    var now = services.clock().instant();
    return SessionMemory.firstDenial(standing.session(), now)
        .plus(settings.pendingFor())
        .isBefore(now);
  }

  /**
   * Who verified and has removed the last device can answer no challenge: when the mark has aged,
   * enrolment is all that is left.
   */
  private static State state(UserAccount account, boolean valid, boolean fresh) {
    if (valid && (fresh || account.enrolled())) {
      return State.S2;
    }
    return account.enrolled() ? State.S1 : State.S1N;
  }

  private boolean counts(Exchange x, Mark mark, UserId user, UserAccount account, long now) {
    return mark.isOf(user)
        && mark.epoch() == account.epoch()
        && mark.isYoungerThan(settings.verifiedFor(), now)
        && (!mark.secure() || x.secure())
        && BindingCookie.comesWith(x.request(), mark, x.secure());
  }

  private @Nullable UserId remembered(HttpSession session, @Nullable Mark mark) {
    UserId pending = SessionMemory.pending(session);
    if (pending != null) {
      return pending;
    }
    return mark != null && (mark.constrained() || settings.partly()) ? mark.user() : null;
  }

  private void endMarkOfAnother(Exchange x, HttpSession session, UserId shown) {
    Mark mark = SessionMemory.mark(session);
    if (mark != null && !mark.isOf(shown)) {
      SessionMemory.dropMark(session);
      SessionMemory.forget(session);
      services
          .audit()
          .later(
              AuditEvent.of(
                  EventType.MARK_OF_ANOTHER_USER,
                  services.clock().instant(),
                  mark.user(),
                  x.origin(settings)));
    }
  }
}
