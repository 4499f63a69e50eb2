package org.otpfilter.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.EventType;
import org.otpfilter.mark.EnrolmentView.Enrolled;
import org.otpfilter.user.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what was or would have been stopped and keeps its summary. A request only adds to a count;
 * the store is asked, and log and audit are told, on a thread of its own. Thread-safe.
 */
public final class Recorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("org.otpfilter.report");
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LINES = Duration.ofHours(1);
  private static final int LOOK_UPS = 10;

  private final boolean reporting;
  private final Function<UserId, Enrolled> enrolled;
  private final Consumer<AuditEvent> audit;
  private final Clock clock;
  private final Summary summary;
  private final Map<Sighting, Tally> fresh = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread;

  /** How many users are still to be looked up for whoever has read the summary. */
  private final AtomicInteger lookUps = new AtomicInteger();

  private @Nullable Instant lastLine;
  private long toldRequests;

  /**
   * Does not start yet.
   *
   * @param reporting whether requests only would have been stopped: then it also tells the audit,
   *     which knows of real denials by itself, and the log
   * @param enrolled whether a user has a device; may wait for the store
   */
  public Recorder(
      boolean reporting,
      Function<UserId, Enrolled> enrolled,
      Consumer<AuditEvent> audit,
      Clock clock) {
    this.reporting = reporting;
    this.enrolled = enrolled;
    this.audit = audit;
    this.clock = clock;
    this.summary = new Summary(reporting, clock.instant());
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread daemon = new Thread(work, "otp-filter-report");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /** Begins to work through what {@link #later} collects. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> flush(false), PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Counts a request. Never waits for the store. */
  public void later(Sighting sighting, @Nullable String address) {
    Tally once = Tally.once(clock.instant(), address);
    fresh.merge(Summary.fit(sighting, fresh, Summary.MOST_ROWS), once, Tally::plus);
  }

  /**
   * The summary so far. Whether its users have enrolled since they were seen is looked up soon
   * after, a few at a time, for the next reading: nobody reads, nobody is looked up.
   */
  public Snapshot snapshot() {
    Snapshot snapshot = summary.snapshot();
    lookUps.set(snapshot.users());
    return snapshot;
  }

  /** How many requests were counted since the start. */
  public long requests() {
    return summary.requests();
  }

  /** Works through what was collected; {@code all} leaves nothing unwritten. */
  void flush(boolean all) {
    try {
      Lookup lookup = new Lookup();
      for (Sighting sighting : List.copyOf(fresh.keySet())) {
        Tally tally = fresh.remove(sighting);
        if (tally != null) {
          settle(sighting, tally, lookup);
        }
      }
      int due = lookUps.getAndUpdate(left -> Math.max(0, left - LOOK_UPS));
      summary
          .toLookUp(Math.min(due, LOOK_UPS))
          .forEach(user -> summary.know(user, lookup.of(user)));
      Instant now = clock.instant();
      if (reporting) {
        summary.due(now, all).forEach(this::write);
        line(now, all);
      }
      summary.forgetOld(now);
    } catch (RuntimeException e) {
      LOG.warn("the summary of requests could not be brought up to date", e);
    }
  }

  /** The request did not wait for the store to learn whether the user has a device. */
  private void settle(Sighting sighting, Tally tally, Lookup lookup) {
    UserId user = sighting.user();
    if (user == null) {
      summary.add(sighting, tally);
      return;
    }
    Enrolled known = lookup.of(user);
    summary.saw(user, tally, known);
    Reason reason = reporting ? settled(sighting.reason(), known) : sighting.reason();
    if (reason != null) {
      summary.add(reason == sighting.reason() ? sighting : sighting.because(reason), tally);
    }
  }

  /** Null for a request that passes because its user has no device. */
  private static @Nullable Reason settled(Reason reason, Enrolled known) {
    return switch (known) {
      case YES -> reason == Reason.UNAVAILABLE ? Reason.OTP_REQUIRED : reason;
      case NO ->
          switch (reason) {
            case OTP_REQUIRED -> Reason.ENROLMENT_REQUIRED;
            case UNAVAILABLE -> null;
            default -> reason;
          };
      case UNKNOWN -> reason;
    };
  }

  private void write(Summary.Due due) {
    Tally tally = due.tally();
    AuditEvent.Origin origin = new AuditEvent.Origin(tally.address(), null);
    audit.accept(
        AuditEvent.of(
                EventType.REQUEST_WOULD_BE_DENIED, tally.first(), due.sighting().user(), origin)
            .because(due.sighting().text())
            .times((int) Math.min(Integer.MAX_VALUE, tally.count())));
  }

  private void line(Instant now, boolean all) {
    long requests = summary.requests();
    Instant last = lastLine;
    boolean time = last == null || !last.plus(BETWEEN_LINES).isAfter(now);
    if (requests != toldRequests && (time || all)) {
      toldRequests = requests;
      lastLine = now;
      LOG.info("report mode: {}", summary.snapshot().headline());
    }
  }

  /** Asks about a user; when the store does not answer once, it is not asked again. */
  private final class Lookup {
    private boolean away;

    Enrolled of(UserId user) {
      Enrolled answer = away ? Enrolled.UNKNOWN : enrolled.apply(user);
      away |= answer == Enrolled.UNKNOWN;
      return answer;
    }
  }

  /** Writes what is left and ends the thread. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    flush(true);
  }
}
