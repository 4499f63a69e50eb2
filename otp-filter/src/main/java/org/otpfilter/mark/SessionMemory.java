package org.otpfilter.mark;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserKey;

/**
 * The product's attributes in a session of the host: mark, pending user, first denial. JDK types
 * only, never a secret or a code (R062, R040). A session that has ended meanwhile is an empty one.
 */
public final class SessionMemory {
  private static final String MARK = "org.otpfilter.mark";
  private static final String PENDING = "org.otpfilter.pending";
  private static final String FIRST_DENIAL = "org.otpfilter.first-denial";

  private SessionMemory() {}

  /** The mark, whoever's it is; null if there is none. */
  public static @Nullable Mark mark(@Nullable HttpSession session) {
    return Mark.read(markAttribute(session));
  }

  static @Nullable Object markAttribute(@Nullable HttpSession session) {
    return get(session, MARK);
  }

  /** Sets the mark, which ends what was pending. */
  public static void setMark(HttpSession session, Mark mark) {
    session.setAttribute(MARK, mark.attribute());
    set(session, PENDING, null);
    set(session, FIRST_DENIAL, null);
  }

  /** Removes the mark. */
  public static void dropMark(@Nullable HttpSession session) {
    set(session, MARK, null);
  }

  /** The user who was seen and has not verified; null if there is none. */
  public static @Nullable UserId pending(@Nullable HttpSession session) {
    Object value = get(session, PENDING);
    return value instanceof List<?> list
            && list.size() == 2
            && list.get(0) instanceof String name
            && list.get(1) instanceof String key
        ? new UserId(new UserKey(key), name)
        : null;
  }

  /**
   * Remembers that the user was seen. Another user's time begins anew, a new spelling's does not.
   */
  public static void remember(@Nullable HttpSession session, UserId user) {
    UserId before = pending(session);
    if (!user.equals(before)) {
      if (before != null && !before.key().equals(user.key())) {
        set(session, FIRST_DENIAL, null);
      }
      set(session, PENDING, List.of(user.name(), user.key().hex()));
    }
  }

  /** Forgets a pending user and what goes with it. */
  public static void forget(@Nullable HttpSession session) {
    if (get(session, PENDING) != null) {
      set(session, PENDING, null);
      set(session, FIRST_DENIAL, null);
    }
  }

  /** When the pending user was first denied: now, if not before. */
  public static Instant firstDenial(@Nullable HttpSession session, Instant now) {
    if (get(session, FIRST_DENIAL) instanceof Long millis) {
      return Instant.ofEpochMilli(millis);
    }
    set(session, FIRST_DENIAL, now.toEpochMilli());
    return now;
  }

  private static @Nullable Object get(@Nullable HttpSession session, String name) {
    if (session == null) {
      return null;
    }
    try {
      return session.getAttribute(name);
    } catch (IllegalStateException ended) {
      return null;
    }
  }

  private static void set(@Nullable HttpSession session, String name, @Nullable Object value) {
    if (session == null) {
      return;
    }
    try {
      if (value == null) {
        session.removeAttribute(name);
      } else {
        session.setAttribute(name, value);
      }
    } catch (IllegalStateException ended) {
      // it can hold nothing any more, which is what an ended session should
    }
  }
}
