package org.otpfilter.throttle;

import java.time.Instant;

/** The answer to "may this code be looked at?". Says nothing of whether the code is right. */
public sealed interface Admission {

  /** The attempt has been counted; the code may be checked. */
  record Admitted() implements Admission {}

  /** Nothing was counted; no code is looked at before {@code until}. */
  record Wait(Instant until) implements Admission {}

  /** Nothing was counted; no code is looked at until a recovery code or the operator unlocks. */
  record Locked() implements Admission {}
}
