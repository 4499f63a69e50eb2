package org.otpfilter.mark;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.otpfilter.device.DeviceStore;
import org.otpfilter.device.StoreUnavailableException;
import org.otpfilter.device.UserAccount;
import org.otpfilter.user.UserId;

/**
 * Whether a user who has not verified has a device: what a denial must know. Asks the store, but
 * not for every request of one user. Never answers {@code NO} from memory unless the store was seen
 * a moment ago (R102); verified requests never come here.
 */
public final class EnrolmentView {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final DeviceStore store;
  private final Epochs epochs;
  private final boolean asks;
  private final Cache<String, Known> known;

  private record Known(long epoch, boolean enrolled) {}

  /** An answer. */
  public enum Enrolled {
    YES,
    NO,
    /** The store does not answer. */
    UNKNOWN
  }

  /** Starts with nothing known. */
  public EnrolmentView(DeviceStore store, Epochs epochs) {
    this(
        store,
        epochs,
        true,
        Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(1, TimeUnit.MINUTES).build());
  }

  private EnrolmentView(
      DeviceStore store, Epochs epochs, boolean asks, Cache<String, Known> known) {
    this.store = store;
    this.epochs = epochs;
    this.asks = asks;
    this.known = known;
  }

  /**
   * What this view knows, without ever asking the store: for requests that pass whatever the answer
   * and so must not wait for one.
   */
  public EnrolmentView fromMemory() {
    return new EnrolmentView(store, epochs, false, known);
  }

  /** Whether the user has a confirmed device. */
  public Enrolled of(UserId user) {
    String key = user.key().hex();
    Known last = known.getIfPresent(key);
    if (last != null
        && !epochs.newer(key, last.epoch())
        && (last.enrolled() || epochs.seenWithin(FRESH))) {
      return last.enrolled() ? Enrolled.YES : Enrolled.NO;
    }
    if (!asks) {
      return Enrolled.UNKNOWN;
    }
    try {
      UserAccount account = store.find(user);
      known.put(key, new Known(account.epoch(), account.enrolled()));
      return account.enrolled() ? Enrolled.YES : Enrolled.NO;
    } catch (StoreUnavailableException e) {
      return Enrolled.UNKNOWN;
    }
  }
}
