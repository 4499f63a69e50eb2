package org.otpfilter.challenge;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.otpfilter.audit.Audit;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.AuditEvent.Origin;
import org.otpfilter.audit.EventType;
import org.otpfilter.throttle.AddressThrottle;
import org.otpfilter.throttle.Admission;
import org.otpfilter.user.TrustedProxies;
import org.otpfilter.user.UserId;

/**
 * What every attempt with an app's code has around it: the address's budget before, the events
 * after the commit. Thread-safe.
 */
public final class Attempts {
  private final AddressThrottle addresses;
  private final Audit audit;
  private final Clock clock;

  /** Attempts over that budget and audit. */
  public Attempts(AddressThrottle addresses, Audit audit, Clock clock) {
    this.addresses = addresses;
    this.audit = audit;
    this.clock = clock;
  }

  /** What a transaction came to, and the events that it has stored. */
  public record Settled<V>(V verdict, Kind kind, List<AuditEvent> events) {
    public Settled {
      events = List.copyOf(events);
    }
  }

  /** Whether an attempt was a failure that counts for the address. */
  public enum Kind {
    RIGHT,
    WRONG,
    NOT_LOOKED_AT
  }

  /**
   * Runs the transaction unless the address has spent its budget.
   *
   * @param counts whether the attempt counts for the address
   */
  public <V> V run(
      UserId user,
      Origin origin,
      boolean counts,
      Supplier<Settled<V>> work,
      Function<Instant, V> wait) {
    String address = origin.address();
    String budget = counts && address != null ? TrustedProxies.budgetKey(address) : null;
    if (budget != null) {
      Optional<Instant> until = addresses.admit(budget);
      if (until.isPresent()) {
        audit.later(AuditEvent.of(EventType.ADDRESS_THROTTLED, clock.instant(), user, origin));
        return wait.apply(until.get());
      }
    }
    boolean wrong = false;
    try {
      Settled<V> settled = work.get();
      wrong = settled.kind() == Kind.WRONG;
      settled.events().forEach(audit::committed);
      if (settled.kind() == Kind.NOT_LOOKED_AT) {
        audit.later(AuditEvent.of(EventType.CODE_WAITING, clock.instant(), user, origin));
      }
      return settled.verdict();
    } finally {
      if (budget != null && !wrong) {
        addresses.refund(budget);
      }
    }
  }

  /** The wait of a refused admission: an instant, or null for a lock; empty if admitted. */
  public static Optional<Verdict.Wait> wait(Admission admission) {
    if (admission instanceof Admission.Wait wait) {
      return Optional.of(new Verdict.Wait(wait.until()));
    }
    return admission instanceof Admission.Locked
        ? Optional.of(new Verdict.Wait(null))
        : Optional.empty();
  }
}
