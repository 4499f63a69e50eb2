package org.otpfilter.device;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store says of a user at one moment: epoch, confirmed devices, standing. Holds no secret.
 *
 * @param name the user's name as first seen, null for a user whom the store does not know
 */
public record UserAccount(
    @Nullable String name,
    long epoch,
    List<Entry> devices,
    int recoveryCodesLeft,
    Standing standing) {

  /** A user of whom nothing is stored. */
  public static final UserAccount UNKNOWN =
      new UserAccount(null, 0, List.of(), 0, new Standing(null, false, null));

  public UserAccount {
    devices = List.copyOf(devices);
  }

  /** A confirmed device, as lists show it. */
  public record Entry(DeviceId id, String name, int digits, Instant confirmedAt) {}

  /**
   * Whether a code would be looked at.
   *
   * @param waitUntil no code before, null without a wait
   * @param recoveryWaitUntil no recovery code before, null without a wait
   */
  public record Standing(
      @Nullable Instant waitUntil, boolean locked, @Nullable Instant recoveryWaitUntil) {}

  /** Whether the user has a confirmed device. */
  public boolean enrolled() {
    return !devices.isEmpty();
  }
}
