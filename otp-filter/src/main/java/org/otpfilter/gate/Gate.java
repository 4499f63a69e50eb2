package org.otpfilter.gate;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.otpfilter.mark.EnrolmentView;
import org.otpfilter.mark.EnrolmentView.Enrolled;
import org.otpfilter.mark.Epochs;
import org.otpfilter.mark.Mark;
import org.otpfilter.policy.Requirement;
import org.otpfilter.policy.Strictness;
import org.otpfilter.user.UserId;

/**
 * Decides whether a dispatch of the host application passes: rule → user → mark. Writes no response
 * and reads no body. Thread-safe; for a verified user it asks nobody, takes no lock and makes no
 * object.
 *
 * @param <R> the dispatch, of which it asks {@link Visits}
 */
public final class Gate<R> {

  /** How long verified sessions go on without a look at the store. */
  static final Duration GRACE = Duration.ofMinutes(5);

  private final GateSettings settings;
  private final Epochs epochs;
  private final EnrolmentView enrolments;
  private final Visits<R> visits;
  private final BiPredicate<R, String> inRole;
  private final Events<R> events;
  private final Clock clock;

  /** What the gate works with, but for whom it asks and tells. */
  public record Parts(
      GateSettings settings, Epochs epochs, EnrolmentView enrolments, Clock clock) {}

  /** The gate for these rules. */
  public Gate(Parts parts, Visits<R> visits, Events<R> events) {
    this.settings = parts.settings();
    this.epochs = parts.epochs();
    this.enrolments = parts.enrolments();
    this.clock = parts.clock();
    this.visits = visits;
    this.inRole = visits::inRole;
    this.events = events;
  }

  /** Decides. What the session remembers may change by it, see {@link Visits}. */
  public Decision decide(R visit) {
    if (startsSignIn(visit)) {
      visits.dropMark(visit);
      visits.forget(visit);
    }
    Requirement required = requirement(visit);
    Mark found = visits.mark(visit);
    UserId user = visits.user(visit, found);
    Mark mark = found == null ? null : valid(visit, found, user);
    if (user != null && mark == null) {
      visits.remember(visit, user);
    }
    if (required == null || required.open()) {
      return Decision.PASS;
    }
    if (user == null) {
      return withoutUser(visit, required, mark);
    }
    if (mark != null && verified(required, mark) == Decision.PASS) {
      return Decision.PASS;
    }
    if (visits.verifiedByHeader(visit, user)) {
      return Decision.PASS;
    }
    return mark == null ? unverified(visit, required, user) : verified(required, mark);
  }

  /**
   * Notes what became of the user while the application ran: one who was visible and is gone has
   * signed out, one who is new is pending.
   *
   * @param shownBefore whether a user was visible when the request came in
   */
  public void afterwards(R visit, boolean shownBefore) {
    Mark mark = visits.mark(visit);
    UserId after = visits.user(visit, mark);
    if (after == null) {
      if (shownBefore) {
        visits.dropMark(visit);
        visits.forget(visit);
      }
    } else if (mark == null) {
      visits.remember(visit, after);
    } else if (!mark.isOf(after)) {
      endMarkOfAnother(visit, mark);
      visits.remember(visit, after);
    }
  }

  /** The mark if it is the user's, or anybody's if no user is visible; what is over ends here. */
  private @Nullable Mark valid(R visit, Mark mark, @Nullable UserId user) {
    if (user != null && !mark.isOf(user)) {
      endMarkOfAnother(visit, mark);
      return null;
    }
    if (epochs.revoked(mark) || !mark.isYoungerThan(settings.verifiedFor(), clock.millis())) {
      visits.dropMark(visit);
      // the session is one with a password only again, also where its user is not visible
      visits.remember(visit, mark.user());
      return null;
    }
    return (mark.secure() && !visits.secure(visit)) || !visits.carries(visit, mark) ? null : mark;
  }

  private void endMarkOfAnother(R visit, Mark mark) {
    visits.dropMark(visit);
    visits.forget(visit);
    events.markOfAnotherUser(visit, mark.user());
  }

  private boolean startsSignIn(R visit) {
    return settings.partly()
        && visits.dispatch(visit) == Visits.Dispatch.REQUEST
        && settings.loginPaths().test(visits.path(visit));
  }

  /** Null for a container-internal target that no rule names: what was decided before holds. */
  private @Nullable Requirement requirement(R visit) {
    String path = visits.path(visit);
    if (isInternal(visits.dispatch(visit), path)) {
      return settings.policy().internalRequirementFor(path).orElse(null);
    }
    return settings
        .policy()
        .requirementFor(visits.method(visit), path, visits.hasPathInfo(visit), visit, inRole);
  }

  private static boolean isInternal(Visits.Dispatch dispatch, String path) {
    return switch (dispatch) {
      case FORWARD, INCLUDE, ERROR -> path.startsWith("/WEB-INF/") && !path.contains("..");
      case REQUEST, ASYNC -> false;
    };
  }

  private Decision withoutUser(R visit, Requirement required, @Nullable Mark mark) {
    if (mark != null && settings.partly()) {
      return visits.bringsPasswordOfAnyBut(visit, mark.user())
          ? Decision.SIGN_IN_REQUIRED
          : verified(required, mark);
    }
    boolean verifiedElsewhere = mark != null && mark.constrained();
    if (mark != null && !verifiedElsewhere && visits.dispatch(visit) == Visits.Dispatch.REQUEST) {
      events.userGone(visit);
      visits.dropMark(visit);
    }
    // a mark vouches for its own user, not for whomever the application reads from a header
    boolean bringsAnotherUser =
        visits.bringsPasswordOfAnyBut(
            visit, mark != null && verifiedElsewhere ? mark.user() : null);
    UserId pending = visits.pending(visit);
    if (pending != null) {
      // what lets the pending user pass says nothing of the user whose password is in the header
      Decision decision = unverified(visit, required, pending);
      return decision == Decision.PASS && bringsAnotherUser ? Decision.SIGN_IN_REQUIRED : decision;
    }
    if (required.strictness() == Strictness.VERIFIED_ONLY
        || (settings.partly() && required.strictness() == Strictness.VERIFIED)
        || bringsAnotherUser) {
      return Decision.SIGN_IN_REQUIRED;
    }
    return Decision.PASS;
  }

  private Decision verified(Requirement required, Mark mark) {
    if (!epochs.seenWithin(GRACE)) {
      return Decision.UNAVAILABLE;
    }
    Duration within = required.within();
    return within == null || mark.isYoungerThan(within, clock.millis())
        ? Decision.PASS
        : Decision.TOO_OLD;
  }

  private Decision unverified(R visit, Requirement required, UserId user) {
    Enrolled enrolled = enrolments.of(user);
    boolean passesWithoutDevice =
        required.strictness() == Strictness.IF_ENROLLED
            || (required.strictness() == Strictness.VERIFIED && settings.optional());
    if (passesWithoutDevice && enrolled == Enrolled.NO) {
      return Decision.PASS;
    }
    if (passesWithoutDevice && enrolled == Enrolled.UNKNOWN) {
      return Decision.UNAVAILABLE;
    }
    if (pendingTooLong(visit)) {
      return Decision.SESSION_OVER;
    }
    return enrolled == Enrolled.NO ? Decision.ENROLMENT_REQUIRED : Decision.OTP_REQUIRED;
  }

  private boolean pendingTooLong(R visit) {
    var now = clock.instant();
    return visits.firstDenial(visit, now).plus(settings.pendingFor()).isBefore(now);
  }
}
