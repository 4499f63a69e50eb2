package org.otpfilter.challenge;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.AuditEvent.Origin;
import org.otpfilter.audit.EventType;
import org.otpfilter.challenge.Attempts.Kind;
import org.otpfilter.challenge.Attempts.Settled;
import org.otpfilter.device.DeviceStore;
import org.otpfilter.device.TotpDevice;
import org.otpfilter.device.UserLedger;
import org.otpfilter.oath.Code;
import org.otpfilter.oath.Totp;
import org.otpfilter.secret.RecoveryCode;
import org.otpfilter.secret.RecoveryHash;
import org.otpfilter.throttle.Budget;
import org.otpfilter.user.UserId;

/**
 * Answers a submitted code: admit → check → consume → settle, in one transaction. The mark is the
 * caller's, who has the session. Thread-safe. The user comes from the host application, never from
 * the request (R018); a code of any of the user's devices counts.
 */
public final class Challenge {

  /** The device of a mark that a recovery code made. */
  public static final String RECOVERY = "recovery";

  private final DeviceStore store;
  private final Totp totp;
  private final Budget budget;
  private final int window;
  private final Attempts attempts;
  private final Clock clock;

  /**
   * The challenge over that store.
   *
   * @param window steps before and after the present one that count, 0 or 1
   */
  public Challenge(
      DeviceStore store, Totp totp, Budget budget, int window, Attempts attempts, Clock clock) {
    this.store = store;
    this.totp = totp;
    this.budget = budget;
    this.window = window;
    this.attempts = attempts;
    this.clock = clock;
  }

  /** Answers a code of an authenticator app. */
  public Verdict answer(UserId user, Code code, Origin origin) {
    return attempts.run(
        user,
        origin,
        true,
        () -> store.transact(user, ledger -> answer(ledger, user, code, origin)),
        Verdict.Wait::new);
  }

  private Settled<Verdict> answer(UserLedger ledger, UserId user, Code code, Origin origin) {
    Instant now = clock.instant();
    Optional<Verdict.Wait> wait = Attempts.wait(ledger.admit(budget)); // admit
    if (wait.isPresent()) {
      return new Settled<>(wait.get(), Kind.NOT_LOOKED_AT, List.of());
    }
    String accepted = null;
    boolean replayed = false;
    for (TotpDevice device : ledger.devices()) {
      // every device is computed although one has matched: time must not tell which (R007)
      long step = device.matchingStep(totp, code, now, window); // check
      if (step != Totp.NO_MATCH && accepted == null) {
        accepted = ledger.advance(device.id(), step) ? device.id().value() : null; // consume
        replayed = accepted == null;
      }
    }
    AuditEvent event = AuditEvent.of(EventType.CODE_ACCEPTED, now, user, origin);
    if (accepted == null) {
      return refused(ledger, replayed, event);
    }
    ledger.settleSuccess(); // settle
    return new Settled<>(
        new Verdict.Verified(ledger.epoch(), accepted, now),
        Kind.RIGHT,
        recorded(ledger, List.of(event.ofDevice(accepted))));
  }

  private Settled<Verdict> refused(UserLedger ledger, boolean replayed, AuditEvent event) {
    List<AuditEvent> events = new ArrayList<>();
    events.add(event.as(replayed ? EventType.CODE_REPLAYED : EventType.CODE_REFUSED));
    if (ledger.settleFailure(budget)) {
      events.add(event.as(EventType.USER_LOCKED));
    }
    return new Settled<>(new Verdict.Refused(), Kind.WRONG, recorded(ledger, events));
  }

  /** Answers a recovery code: its own budget, no address's, and it ends a lock. */
  public Verdict recover(UserId user, RecoveryCode code, Origin origin) {
    return attempts.run(
        user,
        origin,
        false,
        () -> store.transact(user, ledger -> recover(ledger, user, code, origin)),
        Verdict.Wait::new);
  }

  private Settled<Verdict> recover(
      UserLedger ledger, UserId user, RecoveryCode code, Origin origin) {
    Instant now = clock.instant();
    Optional<Verdict.Wait> wait = Attempts.wait(ledger.admitRecovery());
    if (wait.isPresent()) {
      return new Settled<>(wait.get(), Kind.NOT_LOOKED_AT, List.of());
    }
    AuditEvent event =
        AuditEvent.of(EventType.RECOVERY_CODE_ACCEPTED, now, user, origin).ofDevice(RECOVERY);
    if (!spent(ledger, user, code)) {
      return new Settled<>(
          new Verdict.Refused(),
          Kind.WRONG,
          recorded(ledger, List.of(event.as(EventType.RECOVERY_CODE_REFUSED))));
    }
    ledger.refundRecovery();
    List<AuditEvent> events = new ArrayList<>(List.of(event));
    if (ledger.unlock()) {
      events.add(event.as(EventType.USER_UNLOCKED));
    }
    ledger.settleSuccess();
    return new Settled<>(
        new Verdict.Verified(ledger.epoch(), RECOVERY, now), Kind.RIGHT, recorded(ledger, events));
  }

  private static boolean spent(UserLedger ledger, UserId user, RecoveryCode code) {
    var stored = ledger.recoveryCode(code.selector());
    if (stored.isEmpty()) {
      RecoveryHash.burn(code, user.key().hex());
      return false;
    }
    return stored.get().hash().matches(code, user.key().hex()) && ledger.spend(stored.get());
  }

  private static List<AuditEvent> recorded(UserLedger ledger, List<AuditEvent> events) {
    events.forEach(ledger::record);
    return events;
  }
}
