package org.otpfilter.mark;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * Reads marks, and remembers as many as it has places, so that the next request of a session makes
 * no object. Decides nothing: a mark that was forgotten is read anew. Thread-safe.
 *
 * <p>A mark is known again by the very object that the session holds, which cannot be changed;
 * another copy, as a container may hand out after replication, is another object. The writes are
 * plain, for a mark's fields are final and a lost write costs one more reading.
 */
public final class KnownMarks {

  /** 32 KiB of places; a mark takes about 100 bytes beside what the session holds anyhow. */
  private static final int PLACES = 8192;

  private final @Nullable Mark[] places = new @Nullable Mark[PLACES];

  /** The session's mark, whoever's it is; null if there is none. */
  public @Nullable Mark mark(@Nullable HttpSession session) {
    Object attribute = SessionMemory.markAttribute(session);
    if (attribute == null) {
      return null;
    }
    int place = System.identityHashCode(attribute) & (PLACES - 1);
    Mark known = places[place];
    if (known != null && known.attribute() == attribute) {
      return known;
    }
    Mark read = Mark.read(attribute);
    if (read != null) {
      places[place] = read;
    }
    return read;
  }
}
