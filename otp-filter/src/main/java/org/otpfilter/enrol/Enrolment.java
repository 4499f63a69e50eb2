package org.otpfilter.enrol;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.Audit;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.AuditEvent.Origin;
import org.otpfilter.audit.EventType;
import org.otpfilter.challenge.Attempts;
import org.otpfilter.challenge.Attempts.Kind;
import org.otpfilter.challenge.Attempts.Settled;
import org.otpfilter.challenge.Verdict;
import org.otpfilter.device.DeviceId;
import org.otpfilter.device.DeviceStore;
import org.otpfilter.device.TotpDevice;
import org.otpfilter.device.UserLedger;
import org.otpfilter.oath.Base32;
import org.otpfilter.oath.Code;
import org.otpfilter.oath.KeyUri;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.oath.Totp;
import org.otpfilter.secret.Randomness;
import org.otpfilter.secret.RecoveryCode;
import org.otpfilter.secret.SecretBytes;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserKey;

/** Enrols devices, one transaction each (R104). Who may is the caller's question. Thread-safe. */
public final class Enrolment {
  private final DeviceStore store;
  private final Totp totp;
  private final EnrolSettings settings;
  private final Attempts attempts;
  private final Audit audit;
  private final Randomness randomness;
  private final Clock clock;
  private final BiConsumer<UserKey, Long> raised;

  /** What enrolment works with. */
  public record Parts(
      DeviceStore store, Totp totp, Attempts attempts, Audit audit, Randomness randomness) {}

  /**
   * Enrolment by these settings.
   *
   * @param raised is told of every new epoch, after its commit
   */
  public Enrolment(
      Parts parts, EnrolSettings settings, Clock clock, BiConsumer<UserKey, Long> raised) {
    this.store = parts.store();
    this.totp = parts.totp();
    this.attempts = parts.attempts();
    this.audit = parts.audit();
    this.randomness = parts.randomness();
    this.settings = settings;
    this.clock = clock;
    this.raised = raised;
  }

  /** The session's pending device, a new one if it has none that can be confirmed. */
  public Start begin(UserId user, @Nullable DeviceId current, Origin origin) {
    Instant now = clock.instant();
    AuditEvent started = AuditEvent.of(EventType.ENROLMENT_STARTED, now, user, origin);
    boolean[] isNew = new boolean[1];
    Start start =
        store.transact(
            user,
            ledger -> {
              isNew[0] = false; // a retry decides anew
              int devices = ledger.devices().size();
              if (devices >= settings.devicesPerUser()) {
                return new Start.TooMany();
              }
              Optional<TotpDevice> known =
                  current == null
                      ? Optional.empty()
                      : ledger.pending(current, settings.pendingFor());
              if (known.isPresent() && known.get().epoch() == ledger.epoch()) {
                TotpDevice device = known.get();
                return shown(user, device.id(), device.secret(), device.parameters(), devices);
              }
              DeviceId id = new DeviceId(randomness.id());
              SecretBytes secret =
                  new SecretBytes(randomness.bytes(settings.parameters().algorithm().keyBytes()));
              ledger.addPending(id, settings.parameters(), secret, settings.pendingFor());
              ledger.record(started.ofDevice(id.value()));
              isNew[0] = true;
              return shown(user, id, secret, settings.parameters(), devices);
            });
    if (isNew[0] && start instanceof Start.Pending pending) {
      audit.committed(started.ofDevice(pending.id().value()));
    }
    return start;
  }

  private Start shown(
      UserId user, DeviceId id, SecretBytes secret, OtpParameters parameters, int devices) {
    byte[] key = secret.copyForUse();
    return new Start.Pending(
        id,
        Base32.encode(key),
        KeyUri.totp(settings.issuer(), user.name(), key, parameters),
        devices > 0);
  }

  /** Confirms the session's pending device with its first code, which is burnt by it. */
  public EnrolVerdict confirm(
      UserId user, DeviceId pending, Code code, String name, Origin origin) {
    EnrolVerdict verdict =
        attempts.<EnrolVerdict>run(
            user,
            origin,
            true,
            () ->
                store.transact(user, ledger -> confirm(ledger, user, pending, code, name, origin)),
            EnrolVerdict.Wait::new);
    if (verdict instanceof EnrolVerdict.Confirmed confirmed) {
      raised.accept(user.key(), confirmed.epoch());
    }
    if (verdict instanceof EnrolVerdict.Conflict) {
      audit.later(
          AuditEvent.of(EventType.ENROLMENT_CONFLICT, clock.instant(), user, origin)
              .ofDevice(pending.value()));
    }
    return verdict;
  }

  private Settled<EnrolVerdict> confirm(
      UserLedger ledger, UserId user, DeviceId id, Code code, String name, Origin origin) {
    Instant now = clock.instant();
    AuditEvent event =
        AuditEvent.of(EventType.DEVICE_CONFIRMED, now, user, origin).ofDevice(id.value());
    Optional<TotpDevice> device = ledger.pending(id, settings.pendingFor());
    if (device.isEmpty() || device.get().epoch() != ledger.epoch()) {
      // nothing is counted, so a client can cause it at will: told by confirm, aggregated (R101)
      return new Settled<>(new EnrolVerdict.Conflict(), Kind.RIGHT, List.of());
    }
    Optional<Verdict.Wait> wait = Attempts.wait(ledger.admit(settings.budget()));
    if (wait.isPresent()) {
      return new Settled<>(
          new EnrolVerdict.Wait(wait.get().until()), Kind.NOT_LOOKED_AT, List.of());
    }
    boolean first = ledger.devices().isEmpty();
    long step = device.get().matchingStep(totp, code, now, settings.window());
    if (step == Totp.NO_MATCH) {
      return refused(ledger, event);
    }
    if (!ledger.confirm(id, DeviceName.of(name), step)) {
      throw new IllegalStateException("a pending device vanished while its user's row was locked");
    }
    ledger.dropPending();
    List<RecoveryCode> codes = first ? RecoverySet.renew(ledger, user, randomness) : List.of();
    ledger.settleSuccess();
    return settled(
        ledger,
        new EnrolVerdict.Confirmed(ledger.raiseEpoch(), id.value(), now, codes),
        Kind.RIGHT,
        event);
  }

  private Settled<EnrolVerdict> refused(UserLedger ledger, AuditEvent event) {
    List<AuditEvent> events = new ArrayList<>();
    events.add(event.as(EventType.ENROLMENT_REFUSED));
    if (ledger.settleFailure(settings.budget())) {
      events.add(event.as(EventType.USER_LOCKED));
    }
    events.forEach(ledger::record);
    return new Settled<>(new EnrolVerdict.Refused(), Kind.WRONG, events);
  }

  private static Settled<EnrolVerdict> settled(
      UserLedger ledger, EnrolVerdict change, Kind kind, AuditEvent event) {
    ledger.record(event);
    return new Settled<>(change, kind, List.of(event));
  }
}
