package org.otpfilter.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a request needs: a strictness and, for step-up, the greatest age of the verification. It
 * does not know whether anybody meets it.
 *
 * @param strictness how much is demanded
 * @param within the greatest age of the verification, or null if any live mark will do
 */
public record Requirement(Strictness strictness, @Nullable Duration within) {

  /** The shortest step-up age; below it a person could not finish a form. */
  public static final Duration SHORTEST_WITHIN = Duration.ofMinutes(1);

  /** Everybody passes. */
  public static final Requirement OPEN = new Requirement(Strictness.OPEN, null);

  /** A signed-in user must be verified; what holds where no rule matches. */
  public static final Requirement VERIFIED = new Requirement(Strictness.VERIFIED, null);

  /** Refuses an age for {@code open}, and one below a minute. */
  public Requirement {
    if (within != null && strictness == Strictness.OPEN) {
      throw new IllegalArgumentException("'open' lets everybody pass and takes no 'within'");
    }
    if (within != null && within.compareTo(SHORTEST_WITHIN) < 0) {
      throw new IllegalArgumentException("'within' is at least 1m");
    }
  }

  /** Whether everybody passes. */
  public boolean open() {
    return strictness == Strictness.OPEN;
  }

  /** Whether it lets somebody pass who is signed in and not verified. */
  public boolean lenient() {
    return strictness.compareTo(Strictness.VERIFIED) < 0;
  }

  /** The weakest requirement that demands all that this one and the other demand. */
  Requirement and(Requirement other) {
    Strictness stricter =
        strictness.compareTo(other.strictness) >= 0 ? strictness : other.strictness;
    Duration mine = within;
    Duration theirs = other.within;
    Duration shorter =
        mine == null || (theirs != null && theirs.compareTo(mine) < 0) ? theirs : mine;
    return new Requirement(stricter, shorter);
  }

  /** The form that a rule uses, such as {@code verified within 5m}. */
  @Override
  public String toString() {
    return within == null
        ? strictness.text()
        : strictness.text() + " within " + DurationText.of(within);
  }
}
