package org.otpfilter.throttle;

import java.time.Duration;

/**
 * How many wrong codes a user has before waits begin and before the lock (R021–R030). Says nothing
 * about addresses; see {@link AddressThrottle}.
 *
 * @param freeAttempts consecutive failures without a wait
 * @param lockAfter consecutive failures that lock
 */
public record Budget(int freeAttempts, int lockAfter) {

  /** Five free attempts, lock at twenty. */
  public static final Budget DEFAULT = new Budget(5, 20);

  /** Failures within {@link #LONG_PERIOD} that lock, whatever succeeded between (R027). */
  public static final int LONG_LIMIT = 100;

  /** The period of {@link #LONG_LIMIT}, in whole UTC days. */
  public static final Duration LONG_PERIOD = Duration.ofDays(30);

  /** Wrong recovery codes within {@link #RECOVERY_PERIOD}. */
  public static final int RECOVERY_LIMIT = 5;

  /** The period of {@link #RECOVERY_LIMIT}. */
  public static final Duration RECOVERY_PERIOD = Duration.ofHours(1);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  public Budget {
    if (freeAttempts < 1) {
      throw new IllegalArgumentException("freeAttempts is " + freeAttempts + ", not 1 or more");
    }
    if (lockAfter < freeAttempts || lockAfter > 100) {
      throw new IllegalArgumentException(
          "lockAfter is " + lockAfter + ", not between " + freeAttempts + " and 100");
    }
  }

  /** The wait that the given number of consecutive failures brings: 30 s doubling to 15 min. */
  public Duration waitAfter(int failures) {
    int doublings = failures - freeAttempts;
    if (doublings < 0) {
      return Duration.ZERO;
    }
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(doublings, 10));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  /** Whether the failures of a user who has a device lock. */
  public boolean locks(int consecutive, int withinLongPeriod) {
    return consecutive >= lockAfter || withinLongPeriod >= LONG_LIMIT;
  }
}
