package org.otpfilter.gate;

import org.otpfilter.user.UserId;

/**
 * What the gate notices and somebody should hear of. Must not block.
 *
 * @param <R> the dispatch
 */
public interface Events<R> {

  /** Another user appeared in a session that carries the owner's mark (R100). */
  void markOfAnotherUser(R visit, UserId owner);

  /** A verified session's user was not visible, so its mark ends. */
  void userGone(R visit);
}
