package org.otpfilter.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The attempt budget of an address over all users (R028): 30 failures in 10 minutes. Thread-safe.
 * It forgets under memory pressure and at a restart; what must not be forgotten counts per user, in
 * the store (R032).
 */
public final class AddressThrottle {
  private static final int LIMIT = 30;
  private static final Duration PERIOD = Duration.ofMinutes(10);
  private static final int MOST_ADDRESSES = 100_000;

  private final Clock clock;
  private final Cache<String, Window> windows;

  private record Window(Instant since, int failures) {}

  /** Starts with no failures known. */
  public AddressThrottle(Clock clock) {
    this.clock = clock;
    this.windows =
        Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterWrite(PERIOD.toMinutes(), TimeUnit.MINUTES)
            .build();
  }

  /** Counts an attempt before it is made; or says until when none may be made from there. */
  public Optional<Instant> admit(String address) {
    Instant now = clock.instant();
    Window[] before = new Window[1];
    windows
        .asMap()
        .compute(
            address,
            (key, window) -> {
              Window current =
                  window == null || !now.isBefore(window.since().plus(PERIOD))
                      ? new Window(now, 0)
                      : window;
              before[0] = current;
              return current.failures() >= LIMIT
                  ? current
                  : new Window(current.since(), current.failures() + 1);
            });
    return before[0].failures() >= LIMIT
        ? Optional.of(before[0].since().plus(PERIOD))
        : Optional.empty();
  }

  /** Takes back what {@link #admit} counted: the attempt was right, or was never looked at. */
  public void refund(String address) {
    windows
        .asMap()
        .computeIfPresent(
            address,
            (key, window) -> new Window(window.since(), Math.max(0, window.failures() - 1)));
  }
}
