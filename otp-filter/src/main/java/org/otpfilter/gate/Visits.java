package org.otpfilter.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.otpfilter.mark.Mark;
import org.otpfilter.user.UserId;

/**
 * How the gate asks about a dispatch. Holds nothing of any dispatch, so that a request costs no
 * object. Answers are read from the request when asked; every method may throw if the request
 * cannot be read, and that is a denial (R070).
 *
 * @param <R> the dispatch
 */
public interface Visits<R> {

  /** The kind of dispatch. */
  enum Dispatch {
    REQUEST,
    FORWARD,
    INCLUDE,
    ASYNC,
    ERROR
  }

  /** How this dispatch came about. */
  Dispatch dispatch(R visit);

  /** The method as sent. */
  String method(R visit);

  /** The path of this dispatch inside the context, as the container decoded it (R068). */
  String path(R visit);

  /** Whether a part of the path is path info. */
  boolean hasPathInfo(R visit);

  /** Whether the host application shows a user now. */
  boolean showsUser(R visit);

  /**
   * The user whom the host application shows now; null if nobody is visible.
   *
   * @param mark the session's mark, of which a name may be known
   */
  @Nullable UserId user(R visit, @Nullable Mark mark);

  /** Whether the visible user, or nobody, has the role. */
  boolean inRole(R visit, String role);

  /** The session's mark, whoever's it is. */
  @Nullable Mark mark(R visit);

  /** The user who was seen in this session and has not verified. */
  @Nullable UserId pending(R visit);

  /** Whether a code in this very request's header was accepted for the user. */
  boolean verifiedByHeader(R visit, UserId user);

  /** Whether it came over TLS. */
  boolean secure(R visit);

  /**
   * Whether the session may carry a mark: by cookie, and with the cookie that the mark is bound to.
   */
  boolean carries(R visit, Mark mark);

  /**
   * Whether it brings a user name and a password of its own (Basic, Digest) that are not, or not
   * evidently, that user's; without a user, whether it brings any.
   */
  boolean bringsPasswordOfAnyBut(R visit, @Nullable UserId user);

  /** The session's mark ends here. */
  void dropMark(R visit);

  /** The session remembers a user who has not verified. */
  void remember(R visit, UserId user);

  /** The session remembers no such user any more. */
  void forget(R visit);

  /** When the pending user was first denied; now, if not before. */
  Instant firstDenial(R visit, Instant now);
}
