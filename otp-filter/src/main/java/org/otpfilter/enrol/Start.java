package org.otpfilter.enrol;

import org.otpfilter.device.DeviceId;

/** What enrolment shows. */
public sealed interface Start {

  /** A secret that waits for its first code; shown, never printed. */
  record Pending(DeviceId id, String secretBase32, String uri, boolean further) implements Start {
    @Override
    public String toString() {
      return "Pending[" + id.value() + "]";
    }
  }

  /** The user has as many devices as allowed. */
  record TooMany() implements Start {}
}
