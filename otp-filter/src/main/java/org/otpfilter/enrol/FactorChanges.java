package org.otpfilter.enrol;

import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.otpfilter.audit.Audit;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.AuditEvent.Origin;
import org.otpfilter.audit.EventType;
import org.otpfilter.device.DeviceId;
import org.otpfilter.device.DeviceStore;
import org.otpfilter.device.TotpDevice;
import org.otpfilter.device.UserLedger;
import org.otpfilter.secret.Randomness;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserKey;

/**
 * Changes what a user has enrolled, one transaction each (R104). Who may is the caller's question.
 * Thread-safe.
 */
public final class FactorChanges {
  private final DeviceStore store;
  private final Audit audit;
  private final Randomness randomness;
  private final Clock clock;
  private final boolean required;
  private final BiConsumer<UserKey, Long> raised;

  /**
   * Changes over that store.
   *
   * @param required whether the last device must stay (R043)
   * @param raised is told of every new epoch, after its commit
   */
  public FactorChanges(
      DeviceStore store,
      Audit audit,
      Randomness randomness,
      Clock clock,
      boolean required,
      BiConsumer<UserKey, Long> raised) {
    this.store = store;
    this.audit = audit;
    this.randomness = randomness;
    this.clock = clock;
    this.required = required;
    this.raised = raised;
  }

  /** Names a device. */
  public Change rename(UserId user, DeviceId id, String name, Origin origin) {
    return change(
        user,
        AuditEvent.of(EventType.DEVICE_RENAMED, clock.instant(), user, origin).ofDevice(id.value()),
        ledger ->
            ledger.rename(id, DeviceName.of(name))
                ? new Change.Done(ledger.epoch(), List.of())
                : new Change.NotFound());
  }

  /** Removes a device, unless it is the last and one is required (R043). */
  public Change remove(UserId user, DeviceId id, Origin origin) {
    return change(
        user,
        AuditEvent.of(EventType.DEVICE_REMOVED, clock.instant(), user, origin).ofDevice(id.value()),
        ledger -> {
          List<TotpDevice> devices = ledger.devices();
          if (devices.stream().noneMatch(d -> d.id().equals(id))) {
            return new Change.NotFound();
          }
          if (devices.size() == 1 && required) {
            return new Change.LastDevice();
          }
          if (!ledger.remove(id)) {
            return new Change.NotFound();
          }
          if (devices.size() == 1) {
            ledger.replaceRecoveryCodes(List.of());
          }
          ledger.dropPending();
          return new Change.Done(ledger.raiseEpoch(), List.of());
        });
  }

  /** Puts ten new recovery codes in place of all others (R049). */
  public Change newRecoveryCodes(UserId user, Origin origin) {
    return change(
        user,
        AuditEvent.of(EventType.RECOVERY_CODES_RENEWED, clock.instant(), user, origin),
        ledger -> {
          var codes = RecoverySet.renew(ledger, user, randomness);
          return new Change.Done(ledger.raiseEpoch(), codes);
        });
  }

  private Change change(UserId user, AuditEvent event, Function<UserLedger, Change> work) {
    Change change =
        store.transact(
            user,
            ledger -> {
              Change result = work.apply(ledger);
              if (result instanceof Change.Done) {
                ledger.record(event);
              }
              return result;
            });
    if (change instanceof Change.Done done) {
      raised.accept(user.key(), done.epoch());
      audit.committed(event);
    }
    if (change instanceof Change.NotFound) {
      audit.later(event.as(EventType.FOREIGN_DEVICE)); // R100
    }
    return change;
  }
}
