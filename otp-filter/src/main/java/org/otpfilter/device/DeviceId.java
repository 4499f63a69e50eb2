package org.otpfilter.device;

import java.util.Optional;
import java.util.regex.Pattern;

/** The random id of a device: 32 lower-case hex digits. Not a secret, and never enough to act. */
public record DeviceId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}");

  public DeviceId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("a device id is 32 lower-case hex digits");
    }
  }

  /** Reads an id that a client sent; empty for anything that cannot be one. */
  public static Optional<DeviceId> parse(String raw) {
    return SHAPE.matcher(raw).matches() ? Optional.of(new DeviceId(raw)) : Optional.empty();
  }
}
