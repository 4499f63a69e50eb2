package org.otpfilter.mark;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread that keeps {@link Epochs} up to date: once a second, so that a revocation reaches
 * every node within five. Never called by a request.
 */
public final class EpochWatch implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Epochs epochs;
  private final Consumer<@Nullable RuntimeException> onChange;
  private final ScheduledExecutorService thread;
  private boolean away;

  /**
   * Does not start yet.
   *
   * @param onChange is told once when the store goes away (the reason), once when it is back (null)
   */
  public EpochWatch(Epochs epochs, Consumer<@Nullable RuntimeException> onChange) {
    this.epochs = epochs;
    this.onChange = onChange;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread daemon = new Thread(work, "otp-filter-epochs");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /** Starts looking. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      epochs.look();
      if (away) {
        away = false;
        onChange.accept(null);
      }
    } catch (RuntimeException e) {
      if (!away) {
        away = true;
        onChange.accept(e);
      }
    }
  }

  /** Ends the thread and the connection. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(6, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    epochs.close();
  }
}
