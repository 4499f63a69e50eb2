package org.otpfilter.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often something was seen, and when.
 *
 * @param address of the client that was seen first, null if unknown
 */
record Tally(long count, Instant first, Instant last, @Nullable String address) {

  static Tally once(Instant at, @Nullable String address) {
    return new Tally(1, at, at, address);
  }

  Tally plus(Tally other) {
    boolean earlier = other.first.isBefore(first);
    return new Tally(
        count + other.count,
        earlier ? other.first : first,
        other.last.isAfter(last) ? other.last : last,
        earlier ? other.address : address);
  }
}
