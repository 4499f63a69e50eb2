package org.otpfilter.gate;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
 * and reads no body. Thread-safe; for a verified user it asks nobody and takes no lock.
 */
public final class Gate {

  /** How long verified sessions go on without a look at the store. */
  static final Duration GRACE = Duration.ofMinutes(5);

  private final GateSettings settings;
  private final Epochs epochs;
  private final EnrolmentView enrolments;
  private final Events events;
  private final Clock clock;

  /** What the gate works with, but for whom it tells. */
  public record Parts(
      GateSettings settings, Epochs epochs, EnrolmentView enrolments, Clock clock) {}

  /** The gate for these rules. */
  public Gate(Parts parts, Events events) {
    this.settings = parts.settings();
    this.epochs = parts.epochs();
    this.enrolments = parts.enrolments();
    this.clock = parts.clock();
    this.events = events;
  }

  /** Decides. What the session remembers may change by it, see {@link Visit}. */
  public Decision decide(Visit visit) {
    if (startsSignIn(visit)) {
      visit.dropMark();
      visit.forget();
    }
    Optional<Requirement> rule = requirement(visit);
    UserId user = visit.user();
    Mark mark = validMark(visit, user);
    if (user != null && mark == null) {
      visit.remember(user);
    }
    if (rule.isEmpty() || rule.get().open()) {
      return Decision.PASS;
    }
    Requirement required = rule.get();
    if (user == null) {
      return withoutUser(visit, required, mark);
    }
    if (visit.verifiedByHeader(user)) {
      return Decision.PASS;
    }
    return mark == null ? unverified(visit, required, user) : verified(required, mark);
  }

  /**
   * Notes what became of the user while the application ran: one who was visible and is gone has
   * signed out, one who is new is pending.
   */
  public void afterwards(Visit visit, @Nullable UserId before) {
    UserId after = visit.user();
    Mark mark = visit.mark();
    if (after == null) {
      if (before != null) {
        visit.dropMark();
        visit.forget();
      }
    } else if (mark == null) {
      visit.remember(after);
    } else if (!mark.isOf(after)) {
      endMarkOfAnother(visit, mark);
      visit.remember(after);
    }
  }

  /** The user's valid mark, or any valid mark if no user is visible; whatever is over ends here. */
  public @Nullable Mark validMark(Visit visit, @Nullable UserId user) {
    Mark mark = visit.mark();
    if (mark == null) {
      return null;
    }
    if (user != null && !mark.isOf(user)) {
      endMarkOfAnother(visit, mark);
      return null;
    }
    if (epochs.revoked(mark) || !mark.isYoungerThan(settings.verifiedFor(), clock.millis())) {
      visit.dropMark();
      // the session is one with a password only again, also where its user is not visible
      visit.remember(mark.user());
      return null;
    }
    return (mark.secure() && !visit.secure()) || !visit.carries(mark) ? null : mark;
  }

  private void endMarkOfAnother(Visit visit, Mark mark) {
    visit.dropMark();
    visit.forget();
    events.markOfAnotherUser(visit, mark.user());
  }

  private boolean startsSignIn(Visit visit) {
    return settings.partly()
        && visit.dispatch() == Visit.Dispatch.REQUEST
        && settings.loginPaths().test(visit.path());
  }

  /** Empty for a container-internal target that no rule names: what was decided before holds. */
  private Optional<Requirement> requirement(Visit visit) {
    String path = visit.path();
    if (isInternal(visit.dispatch(), path)) {
      return settings.policy().internalRequirementFor(path);
    }
    return Optional.of(
        settings.policy().requirementFor(visit.method(), path, visit.hasPathInfo(), visit::inRole));
  }

  private static boolean isInternal(Visit.Dispatch dispatch, String path) {
    return switch (dispatch) {
      case FORWARD, INCLUDE, ERROR -> path.startsWith("/WEB-INF/") && !path.contains("..");
      case REQUEST, ASYNC -> false;
    };
  }

  private Decision withoutUser(Visit visit, Requirement required, @Nullable Mark mark) {
    if (mark != null && settings.partly()) {
      return visit.bringsPasswordOfAnyBut(mark.user())
          ? Decision.SIGN_IN_REQUIRED
          : verified(required, mark);
    }
    boolean verifiedElsewhere = mark != null && mark.constrained();
    if (mark != null && !verifiedElsewhere && visit.dispatch() == Visit.Dispatch.REQUEST) {
      events.userGone(visit);
      visit.dropMark();
    }
    // a mark vouches for its own user, not for whomever the application reads from a header
    boolean bringsAnotherUser =
        visit.bringsPasswordOfAnyBut(mark != null && verifiedElsewhere ? mark.user() : null);
    UserId pending = visit.pending();
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

  private Decision unverified(Visit visit, Requirement required, UserId user) {
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

  private boolean pendingTooLong(Visit visit) {
    var now = clock.instant();
    return visit.firstDenial(now).plus(settings.pendingFor()).isBefore(now);
  }
}
