package org.otpfilter.enrol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otpfilter.secret.RecoveryCode;

/** What became of the first code of a pending device. */
public sealed interface EnrolVerdict {

  /** The device is confirmed; recovery codes, to be shown once, if it is the first. */
  record Confirmed(long epoch, String device, Instant at, List<RecoveryCode> codes)
      implements EnrolVerdict {
    public Confirmed {
      codes = List.copyOf(codes);
    }
  }

  /** The code was wrong. */
  record Refused() implements EnrolVerdict {}

  /** Not looked at; a null {@code until} is a lock. */
  record Wait(@Nullable Instant until) implements EnrolVerdict {}

  /** The factors changed since the secret was shown, or it is too old. */
  record Conflict() implements EnrolVerdict {}
}
