package org.otpfilter.proof.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a crowd of users saw. Thread-safe. */
final class Journal {
  private static final int REPORTED = 20;

  private final Map<Ask, Map<Integer, LongAdder>> answers = new ConcurrentSkipListMap<>();
  private final Map<Ask, AtomicLong> longest = new ConcurrentHashMap<>();
  private final Queue<Story> stories = new ConcurrentLinkedQueue<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final LongAdder violated = new LongAdder();
  private final AtomicLong lastRefusal = new AtomicLong(Long.MIN_VALUE);

  /** What is asked for. */
  enum Ask {
    /** A page of the application, by somebody verified. */
    page,
    /** The same by somebody who is not. */
    door,
    /** The page with the form. */
    challenge,
    /** A code. */
    code
  }

  /** One answer. */
  void saw(Ask ask, int status, long begun) {
    long now = System.nanoTime();
    answers
        .computeIfAbsent(ask, a -> new ConcurrentSkipListMap<>())
        .computeIfAbsent(status, s -> new LongAdder())
        .increment();
    longest.computeIfAbsent(ask, a -> new AtomicLong()).accumulateAndGet(now - begun, Math::max);
    if (status == 503) {
      lastRefusal.accumulateAndGet(now, Math::max);
    }
  }

  void began(Story story) {
    stories.add(story);
  }

  /** Something that must never happen. */
  void violated(String what) {
    violated.increment();
    if (violations.size() < REPORTED) {
      violations.add(what);
    }
  }

  /** The stories so far. */
  List<Story> stories() {
    return List.copyOf(stories);
  }

  /** What must never happen and did, the first of each kind; empty if all is well. */
  List<String> violations() {
    List<String> all = new ArrayList<>(violations);
    if (violated.sum() > all.size()) {
      all.add("and " + (violated.sum() - all.size()) + " more");
    }
    return all;
  }

  /** How often that was answered so. */
  long count(Ask ask, int status) {
    LongAdder count = answers.getOrDefault(ask, Map.of()).get(status);
    return count == null ? 0 : count.sum();
  }

  /** All answers with 503. */
  long refusals() {
    long sum = 0;
    for (Ask ask : Ask.values()) {
      sum += count(ask, 503);
    }
    return sum;
  }

  /**
   * Seconds between an instant of {@link System#nanoTime} and the last 503 after it; 0 for none.
   */
  double refusedUntil(long since) {
    return Math.max(
        0, ((lastRefusal.get() == Long.MIN_VALUE ? since : lastRefusal.get()) - since) / 1e9);
  }

  /** The longest wait for an answer, in milliseconds. */
  double longestMillis(Ask ask) {
    AtomicLong nanos = longest.get(ask);
    return nanos == null ? 0 : nanos.get() / 1e6;
  }

  /** All answers, as {@code code 200 ×41, 403 ×80}. */
  String answers(Ask ask) {
    StringBuilder text = new StringBuilder();
    answers
        .getOrDefault(ask, Map.of())
        .forEach(
            (status, count) ->
                text.append(text.length() == 0 ? "" : ", ")
                    .append(status)
                    .append(" ×")
                    .append(count.sum()));
    return text.toString();
  }
}
