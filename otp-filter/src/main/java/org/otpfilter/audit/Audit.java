package org.otpfilter.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.otpfilter.OtpEvent;
import org.otpfilter.OtpListener;
import org.otpfilter.user.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where events go: the log {@code org.otpfilter.audit}, the store, the listeners. Thread-safe; the
 * caller never waits for the store. What is alike is counted and written once in a few seconds, so
 * that polling can fill neither log nor table (R101).
 */
public final class Audit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("org.otpfilter.audit");

  /**
   * Distinct kinds of events kept between two writes; beyond it, users are no longer told apart.
   */
  private static final int MOST_KINDS = 2_000;

  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final EventStore store;
  private final List<OtpListener> listeners;
  private final Map<Kind, Tally> tallies = new ConcurrentHashMap<>();
  private final Queue<AuditEvent> committed = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService thread;

  /** Events are alike when all of this is the same. */
  private record Kind(
      EventType type, @Nullable UserId user, @Nullable String device, @Nullable String detail) {}

  private record Tally(AuditEvent first, AtomicInteger count) {}

  /** Starts with a thread of its own, which {@link #close} ends. */
  public Audit(EventStore store, List<OtpListener> listeners) {
    this.store = store;
    this.listeners = List.copyOf(listeners);
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread daemon = new Thread(work, "otp-filter-audit");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /** Begins to write what {@link #later} collects. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::flush, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** An event that its own transaction has stored: log and listeners. */
  public void committed(AuditEvent event) {
    log(event);
    if (!listeners.isEmpty()) {
      committed.add(event);
    }
  }

  /** An event without a transaction: counted now, written soon. */
  public void later(AuditEvent event) {
    Kind kind = new Kind(event.type(), event.user(), event.device(), event.detail());
    if (tallies.size() >= MOST_KINDS && !tallies.containsKey(kind)) {
      kind = new Kind(event.type(), null, null, "too many kinds to tell apart");
    }
    tallies
        .computeIfAbsent(kind, k -> new Tally(event, new AtomicInteger()))
        .count()
        .addAndGet(event.count());
  }

  /** Writes what was collected; what the store does not take stays in the log alone. */
  void flush() {
    List<AuditEvent> events = collected();
    if (!events.isEmpty()) {
      events.forEach(Audit::log);
      try {
        store.append(events);
      } catch (RuntimeException e) {
        LOG.warn("{} event(s) could not be stored and stand in this log alone", events.size(), e);
      }
    }
    for (AuditEvent event = committed.poll(); event != null; event = committed.poll()) {
      tell(event);
    }
    events.forEach(this::tell);
  }

  private List<AuditEvent> collected() {
    List<AuditEvent> events = new ArrayList<>();
    for (Kind kind : List.copyOf(tallies.keySet())) {
      Tally tally = tallies.remove(kind);
      if (tally != null) {
        events.add(tally.first().times(tally.count().get()));
      }
    }
    return events;
  }

  private void tell(AuditEvent event) {
    UserId user = event.user();
    OtpEvent told =
        new OtpEvent(
            event.type().text(),
            event.at(),
            user == null ? null : user.name(),
            event.device(),
            event.origin().address(),
            event.detail(),
            event.count());
    for (OtpListener listener : listeners) {
      try {
        listener.onEvent(told);
      } catch (RuntimeException e) {
        LOG.warn("{} failed on {}", listener.getClass().getName(), told.type(), e);
      }
    }
  }

  private static void log(AuditEvent event) {
    if (LOG.isInfoEnabled()) {
      LOG.info(line(event));
    }
  }

  /** The event in one line of {@code key=value}. */
  static String line(AuditEvent event) {
    StringBuilder out = new StringBuilder(160);
    out.append("event=").append(event.type().text());
    UserId user = event.user();
    if (user != null) {
      out.append(" user=").append(LogText.quoted(user.name()));
      out.append(" key=").append(user.key().hex(), 0, 12);
    }
    append(out, "device", event.device());
    append(out, "address", event.origin().address());
    append(out, "session", event.origin().session());
    append(out, "detail", event.detail());
    if (event.count() != 1) {
      out.append(" count=").append(event.count());
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String key, @Nullable String value) {
    if (value != null) {
      out.append(' ').append(key).append('=').append(LogText.quoted(value));
    }
  }

  /** Writes what is left and ends the thread. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    flush();
  }
}
