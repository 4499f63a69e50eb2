package org.otpfilter.device;

import java.util.function.Function;
import org.otpfilter.user.UserId;

/**
 * Users, devices and recovery codes, kept. Thread-safe. Every method throws {@link
 * StoreUnavailableException} when the store does not answer within five seconds, and then nothing
 * has been granted.
 */
public interface DeviceStore {

  /** The user's account as committed now; never from a cache. */
  UserAccount find(UserId user);

  /**
   * Runs the work in one short transaction that no other transaction of the same user enters before
   * it has ended. Commits when the work returns, rolls back when it throws. A user of whom nothing
   * is stored is stored first.
   */
  <T> T transact(UserId user, Function<UserLedger, T> work);
}
