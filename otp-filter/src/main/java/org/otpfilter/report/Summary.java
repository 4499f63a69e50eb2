package org.otpfilter.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otpfilter.mark.EnrolmentView.Enrolled;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserKey;

/**
 * What was counted on this node since it started, in bounded memory: where there is too much, paths
 * and then users are no longer told apart, but everything is counted. Forgets what was not seen for
 * a month. Thread-safe.
 */
final class Summary {
  static final int MOST_ROWS = 2_000;
  static final int MOST_USERS = 10_000;

  /** The share of rows that requests without a user may fill: one of so many. */
  private static final int STRANGERS = 4;

  /** Room beyond, for what is no longer told apart. */
  private static final int RESERVE = 500;

  private static final Duration MEMORY = Duration.ofDays(30);
  private static final Duration BETWEEN_WRITES = Duration.ofHours(1);

  private final boolean reporting;
  private final Instant since;
  private final Map<Sighting, Entry> rows = new HashMap<>();
  private final Map<UserKey, Seen> users = new LinkedHashMap<>();
  private long requests;
  private boolean merged;

  /** What is alike: all of it, and what no table knows yet. */
  private static final class Entry {
    private Tally all;
    private @Nullable Tally unwritten;
    private @Nullable Instant written;

    Entry(Tally first) {
      all = first;
      unwritten = first;
    }

    void add(Tally more) {
      all = all.plus(more);
      unwritten = unwritten == null ? more : unwritten.plus(more);
    }
  }

  /** A user, with what was last known of the devices. */
  private record Seen(UserId user, Tally tally, Enrolled enrolled) {}

  /** What a table should be told. */
  record Due(Sighting sighting, Tally tally) {}

  Summary(boolean reporting, Instant since) {
    this.reporting = reporting;
    this.since = since;
  }

  synchronized void add(Sighting sighting, Tally tally) {
    requests += tally.count();
    Sighting kept = fit(sighting, rows, MOST_ROWS);
    merged |= !kept.equals(sighting);
    Entry entry = rows.get(kept);
    if (entry == null) {
      rows.put(kept, new Entry(tally));
    } else {
      entry.add(tally);
    }
  }

  /** The sighting, or what remains of it in a map that is full. */
  static Sighting fit(Sighting sighting, Map<Sighting, ?> map, int most) {
    // whom nobody knows must not take the room in which users are told apart
    int room = sighting.user() == null ? most / STRANGERS : most;
    if (map.size() < room || map.containsKey(sighting)) {
      return sighting;
    }
    Sighting wider = sighting.withoutPath();
    return map.size() < most + RESERVE || map.containsKey(wider) ? wider : sighting.withoutUser();
  }

  /** Notes a user, whether or not the request was stopped. */
  synchronized void saw(UserId user, Tally tally, Enrolled enrolled) {
    Seen before = users.get(user.key());
    if (before != null) {
      Enrolled known = enrolled == Enrolled.UNKNOWN ? before.enrolled() : enrolled;
      users.put(user.key(), new Seen(before.user(), before.tally().plus(tally), known));
    } else if (users.size() < MOST_USERS) {
      users.put(user.key(), new Seen(user, tally, enrolled));
    } else {
      merged = true;
    }
  }

  /** Some users who are not known to have a device; others at the next call. */
  synchronized List<UserId> toLookUp(int most) {
    List<Seen> found =
        users.values().stream()
            .filter(seen -> seen.enrolled() != Enrolled.YES)
            .limit(most)
            .toList();
    // to the end of the line
    found.forEach(
        seen -> {
          users.remove(seen.user().key());
          users.put(seen.user().key(), seen);
        });
    return found.stream().map(Seen::user).toList();
  }

  synchronized void know(UserId user, Enrolled enrolled) {
    Seen seen = users.get(user.key());
    if (seen != null && enrolled != Enrolled.UNKNOWN) {
      users.put(user.key(), new Seen(seen.user(), seen.tally(), enrolled));
    }
  }

  /** What is to be written now: what is new at once, the rest once an hour, or all of it. */
  synchronized List<Due> due(Instant now, boolean all) {
    List<Due> due = new ArrayList<>();
    rows.forEach(
        (sighting, entry) -> {
          Tally unwritten = entry.unwritten;
          Instant written = entry.written;
          boolean time = written == null || !written.plus(BETWEEN_WRITES).isAfter(now);
          if (unwritten != null && (time || all)) {
            due.add(new Due(sighting, unwritten));
            entry.unwritten = null;
            entry.written = now;
          }
        });
    return due;
  }

  synchronized void forgetOld(Instant now) {
    Instant old = now.minus(MEMORY);
    rows.values().removeIf(entry -> entry.unwritten == null && entry.all.last().isBefore(old));
    users.values().removeIf(seen -> seen.tally().last().isBefore(old));
  }

  synchronized long requests() {
    return requests;
  }

  synchronized Snapshot snapshot() {
    List<Snapshot.Row> sorted = new ArrayList<>();
    rows.forEach(
        (sighting, entry) ->
            sorted.add(
                new Snapshot.Row(
                    sighting, entry.all.count(), entry.all.first(), entry.all.last())));
    sorted.sort(
        Comparator.comparingLong(Snapshot.Row::count).reversed().thenComparing(Snapshot.Row::line));
    List<Snapshot.Person> notEnrolled =
        users.values().stream()
            .filter(seen -> seen.enrolled() == Enrolled.NO)
            .map(s -> new Snapshot.Person(s.user(), s.tally().count(), s.tally().last()))
            .sorted(Comparator.comparing(person -> person.user().name()))
            .toList();
    return new Snapshot(reporting, since, requests, users.size(), sorted, notEnrolled, merged);
  }
}
