package org.otpfilter.challenge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a submitted code. */
public sealed interface Verdict {

  /**
   * The code was right, and is spent.
   *
   * @param epoch the user's epoch, for the mark
   * @param device id of the device, or {@link Challenge#RECOVERY}
   */
  record Verified(long epoch, String device, Instant at) implements Verdict {}

  /** Wrong, replayed or out of the window: nobody is told which (R099). */
  record Refused() implements Verdict {}

  /** Not looked at; a null {@code until} is a lock. */
  record Wait(@Nullable Instant until) implements Verdict {}
}
