package org.otpfilter.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.otpfilter.mark.Mark;
import org.otpfilter.user.UserId;

/**
 * One dispatch, as the gate asks about it. Answers are read from the request when asked; every
 * method may throw if the request cannot be read, and that is a denial (R070).
 */
public interface Visit {

  /** The kind of dispatch. */
  enum Dispatch {
    REQUEST,
    FORWARD,
    INCLUDE,
    ASYNC,
    ERROR
  }

  /** How this dispatch came about. */
  Dispatch dispatch();

  /** The method as sent. */
  String method();

  /** The path of this dispatch inside the context, as the container decoded it (R068). */
  String path();

  /** Whether a part of the path is path info. */
  boolean hasPathInfo();

  /** The user whom the host application shows now; null if nobody is visible. */
  @Nullable UserId user();

  /** Whether the visible user, or nobody, has the role. */
  boolean inRole(String role);

  /** The session's mark, whoever's it is. */
  @Nullable Mark mark();

  /** The user who was seen in this session and has not verified. */
  @Nullable UserId pending();

  /** Whether a code in this very request's header was accepted for the user. */
  boolean verifiedByHeader(UserId user);

  /** Whether it came over TLS. */
  boolean secure();

  /**
   * Whether the session may carry a mark: by cookie, and with the cookie that the mark is bound to.
   */
  boolean carries(Mark mark);

  /**
   * Whether it brings a user name and a password of its own (Basic, Digest) that are not, or not
   * evidently, that user's; without a user, whether it brings any.
   */
  boolean bringsPasswordOfAnyBut(@Nullable UserId user);

  /** The session's mark ends here. */
  void dropMark();

  /** The session remembers a user who has not verified. */
  void remember(UserId user);

  /** The session remembers no such user any more. */
  void forget();

  /** When the pending user was first denied; now, if not before. */
  Instant firstDenial(Instant now);
}
