package org.otpfilter.enrol;

import java.util.List;
import org.otpfilter.secret.RecoveryCode;

/** What became of a change of factors. */
public sealed interface Change {

  /** Done; with recovery codes, to be shown once, if new ones were made. */
  record Done(long epoch, List<RecoveryCode> codes) implements Change {
    public Done {
      codes = List.copyOf(codes);
    }
  }

  /** The user has no such device. */
  record NotFound() implements Change {}

  /** It is the only device, and one is required. */
  record LastDevice() implements Change {}
}
