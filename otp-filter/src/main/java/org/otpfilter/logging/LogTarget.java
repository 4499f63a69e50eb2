package org.otpfilter.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** A logging system that takes finished messages. Formats nothing. */
interface LogTarget {
  /** The channel of one logger name. */
  Channel named(String name);

  /** Takes the messages of one logger. */
  interface Channel {
    /** Whether the system would write this level. */
    boolean takes(Level level);

    /** Writes a message as it stands. */
    void write(Level level, String message, @Nullable Throwable thrown);
  }
}
