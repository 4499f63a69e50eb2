package org.otpfilter.mark;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.otpfilter.device.EpochSource;
import org.otpfilter.user.UserKey;

/**
 * Who changed a factor of late, on any node: the reason why a mark may be worthless (R058). Reading
 * takes no lock and asks nobody; one thread looks at the store, see {@link EpochWatch}.
 */
public final class Epochs implements AutoCloseable {

  /** More than a transaction can last, so that a late commit is not overlooked. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  private final Supplier<EpochSource> opener;
  private final LongSupplier nanoTime;
  private final Duration markLife;
  private final Map<String, Raised> raised = new ConcurrentHashMap<>();
  private @Nullable EpochSource source;
  private volatile long lastLook;
  private volatile boolean looked;
  private long lastPruned;

  private record Raised(long epoch, long nanos) {}

  /**
   * Knows nothing before the first {@link #look}.
   *
   * @param opener opens a connection of its own to the store
   * @param nanoTime monotonic time in nanoseconds
   * @param markLife how long a mark can count, so how far back to look at start
   */
  public Epochs(Supplier<EpochSource> opener, LongSupplier nanoTime, Duration markLife) {
    this.opener = opener;
    this.nanoTime = nanoTime;
    this.markLife = markLife;
  }

  /** Looks at the store once. Called by one thread at a time; throws if the store is away. */
  public synchronized void look() {
    long now = nanoTime.getAsLong();
    try {
      if (source == null) {
        source = opener.get();
      }
      Duration sinceLast = looked ? Duration.ofNanos(now - lastLook) : markLife;
      source.changedWithin(sinceLast.plus(OVERLAP)).forEach(this::raise);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    lastLook = now;
    looked = true;
    prune(now);
  }

  /** Takes note of a factor change, at once on this node. */
  public void raise(UserKey user, long epoch) {
    long now = nanoTime.getAsLong();
    raised.merge(user.hex(), new Raised(epoch, now), (a, b) -> a.epoch() >= b.epoch() ? a : b);
  }

  /** Whether a factor of the mark's user has changed since it was made. */
  public boolean revoked(Mark mark) {
    return newer(mark.key(), mark.epoch());
  }

  /** Whether the user, by key in hex, is known to have a later epoch. */
  boolean newer(String key, long epoch) {
    Raised last = raised.get(key);
    return last != null && last.epoch() > epoch;
  }

  /** Whether the store was looked at within the given time. */
  public boolean seenWithin(Duration time) {
    return looked && nanoTime.getAsLong() - lastLook <= time.toNanos();
  }

  private void prune(long now) {
    if (now - lastPruned > Duration.ofMinutes(10).toNanos()) {
      lastPruned = now;
      long old = markLife.plus(OVERLAP).toNanos();
      raised.values().removeIf(entry -> now - entry.nanos() > old);
    }
  }

  /** Closes the connection; a later look opens another. */
  @Override
  public synchronized void close() {
    EpochSource open = source;
    source = null;
    if (open != null) {
      open.close();
    }
  }
}
