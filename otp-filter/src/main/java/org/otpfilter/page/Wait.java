package org.otpfilter.page;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;

/**
 * How long no code will be looked at. It says nothing about whether a code was right.
 *
 * @param seconds from now, for the countdown
 * @param untilText the same moment as ISO-8601 in UTC, such as {@code 2026-11-24T10:15:30Z}
 * @param locked true if only a recovery code or the operator ends it
 */
public record Wait(long seconds, String untilText, boolean locked) {
  private static final DateTimeFormatter READABLE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH);

  public Wait {
    Objects.requireNonNull(untilText, "untilText");
    if (seconds < 0) {
      throw new IllegalArgumentException("A wait of " + seconds + " s lies in the past");
    }
    OffsetDateTime.parse(untilText);
  }

  /** The end for people, rounded up to the second, in UTC: the server knows no other zone. */
  String readable() {
    OffsetDateTime until = OffsetDateTime.parse(untilText).withOffsetSameInstant(ZoneOffset.UTC);
    OffsetDateTime whole = until.truncatedTo(ChronoUnit.SECONDS);
    return READABLE.format(whole.equals(until) ? whole : whole.plusSeconds(1));
  }
}
