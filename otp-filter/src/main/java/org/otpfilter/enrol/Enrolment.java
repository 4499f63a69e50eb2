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
import org.otpfilter.device.UserLedger.NewRecoveryCode;
import org.otpfilter.oath.Base32;
import org.otpfilter.oath.Code;
import org.otpfilter.oath.KeyUri;
import org.otpfilter.oath.Totp;
import org.otpfilter.secret.Randomness;
import org.otpfilter.secret.RecoveryCode;
import org.otpfilter.secret.RecoveryHash;
import org.otpfilter.secret.SecretBytes;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserKey;

/**
 * Enrols devices and changes factors, one transaction each (R104). Who may is the caller's
 * question. Thread-safe.
 */
public final class Enrolment {
  private static final int RECOVERY_CODES = 10;
  private static final int LONGEST_NAME = 64;

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

  /** A secret that waits for its first code; shown, never printed. */
  public record Pending(
      DeviceId id, String secret, String uri, String account, int digits, boolean further) {
    @Override
    public String toString() {
      return "Pending[" + id.value() + "]";
    }
  }

  /** What became of a confirmation or a change. */
  public sealed interface Change {
    /** Done; recovery codes if new ones were made. */
    record Done(long epoch, String device, Instant at, List<RecoveryCode> codes)
        implements Change {}

    /** The code was not looked at, or was wrong. */
    record Not(Verdict verdict) implements Change {}

    /** The factors changed since the secret was shown. */
    record Conflict() implements Change {}

    /** The user has no such device. */
    record Unknown() implements Change {}

    /** It is the only device, and one is required. */
    record Last() implements Change {}
  }

  /**
   * The session's pending device, a new one if it has none that can be confirmed; empty if full.
   */
  public Optional<Pending> begin(UserId user, @Nullable DeviceId current, Origin origin) {
    Instant now = clock.instant();
    AuditEvent started = AuditEvent.of(EventType.ENROLMENT_STARTED, now, user, origin);
    boolean[] isNew = new boolean[1];
    Optional<Pending> pending =
        store.transact(
            user,
            ledger -> {
              int devices = ledger.devices().size();
              if (devices >= settings.devicesPerUser()) {
                return Optional.empty();
              }
              Optional<TotpDevice> known =
                  current == null
                      ? Optional.empty()
                      : ledger.pending(current, settings.pendingFor());
              if (known.isPresent() && known.get().epoch() == ledger.epoch()) {
                TotpDevice device = known.get();
                return Optional.of(
                    shown(
                        user, device.id(), device.secret(), device.parameters().digits(), devices));
              }
              DeviceId id = new DeviceId(randomness.id());
              SecretBytes secret =
                  new SecretBytes(randomness.bytes(settings.parameters().algorithm().keyBytes()));
              ledger.addPending(id, settings.parameters(), secret, settings.pendingFor());
              ledger.record(started.ofDevice(id.value()));
              isNew[0] = true;
              return Optional.of(shown(user, id, secret, settings.parameters().digits(), devices));
            });
    if (isNew[0] && pending.isPresent()) {
      audit.committed(started.ofDevice(pending.get().id().value()));
    }
    return pending;
  }

  private Pending shown(UserId user, DeviceId id, SecretBytes secret, int digits, int devices) {
    byte[] key = secret.copyForUse();
    return new Pending(
        id,
        Base32.encode(key),
        KeyUri.totp(settings.issuer(), user.name(), key, settings.parameters()),
        KeyUri.shown(user.name()),
        digits,
        devices > 0);
  }

  /** Confirms the session's pending device with its first code, which is burnt by it. */
  public Change confirm(
      UserId user,
      DeviceId pending,
      Code code,
      String name,
      Origin origin,
      @Nullable String addressBudget) {
    Change change =
        attempts.<Change>run(
            user,
            origin,
            addressBudget,
            () ->
                store.transact(user, ledger -> confirm(ledger, user, pending, code, name, origin)),
            until -> new Change.Not(new Verdict.Wait(until)));
    tell(user, change);
    return change;
  }

  private Settled<Change> confirm(
      UserLedger ledger, UserId user, DeviceId id, Code code, String name, Origin origin) {
    Instant now = clock.instant();
    AuditEvent event =
        AuditEvent.of(EventType.DEVICE_CONFIRMED, now, user, origin).ofDevice(id.value());
    Optional<TotpDevice> device = ledger.pending(id, settings.pendingFor());
    if (device.isEmpty() || device.get().epoch() != ledger.epoch()) {
      return settled(
          ledger, new Change.Conflict(), Kind.RIGHT, event.as(EventType.ENROLMENT_CONFLICT));
    }
    Optional<Verdict.Wait> wait = Attempts.wait(ledger.admit(settings.budget()));
    if (wait.isPresent()) {
      return new Settled<>(new Change.Not(wait.get()), Kind.NOT_LOOKED_AT, List.of());
    }
    boolean first = ledger.devices().isEmpty();
    long step = device.get().matchingStep(totp, code, now, settings.window());
    if (step == Totp.NO_MATCH) {
      ledger.settleFailure(settings.budget());
      return settled(
          ledger,
          new Change.Not(new Verdict.Refused()),
          Kind.WRONG,
          event.as(EventType.ENROLMENT_REFUSED));
    }
    if (!ledger.confirm(id, named(name), step)) {
      throw new IllegalStateException("a pending device vanished while its user's row was locked");
    }
    ledger.dropPending();
    List<RecoveryCode> codes = first ? newCodes(ledger, user) : List.of();
    ledger.settleSuccess();
    return settled(
        ledger, new Change.Done(ledger.raiseEpoch(), id.value(), now, codes), Kind.RIGHT, event);
  }

  private static Settled<Change> settled(
      UserLedger ledger, Change change, Kind kind, AuditEvent event) {
    ledger.record(event);
    return new Settled<>(change, kind, List.of(event));
  }

  /** Names a device. */
  public Change rename(UserId user, DeviceId id, String name, Origin origin) {
    return change(
        user,
        AuditEvent.of(EventType.DEVICE_RENAMED, clock.instant(), user, origin).ofDevice(id.value()),
        ledger ->
            ledger.rename(id, named(name))
                ? new Change.Done(ledger.epoch(), id.value(), clock.instant(), List.of())
                : new Change.Unknown());
  }

  /** Removes a device, unless it is the last and one is required (R043). */
  public Change remove(UserId user, DeviceId id, Origin origin) {
    return change(
        user,
        AuditEvent.of(EventType.DEVICE_REMOVED, clock.instant(), user, origin).ofDevice(id.value()),
        ledger -> {
          List<TotpDevice> devices = ledger.devices();
          if (devices.stream().noneMatch(d -> d.id().equals(id))) {
            return new Change.Unknown();
          }
          if (devices.size() == 1 && settings.required()) {
            return new Change.Last();
          }
          if (!ledger.remove(id)) {
            return new Change.Unknown();
          }
          if (devices.size() == 1) {
            ledger.replaceRecoveryCodes(List.of());
          }
          ledger.dropPending();
          return new Change.Done(ledger.raiseEpoch(), id.value(), clock.instant(), List.of());
        });
  }

  /** Puts ten new recovery codes in place of all others (R049). */
  public Change newRecoveryCodes(UserId user, Origin origin) {
    return change(
        user,
        AuditEvent.of(EventType.RECOVERY_CODES_RENEWED, clock.instant(), user, origin),
        ledger -> {
          List<RecoveryCode> codes = newCodes(ledger, user);
          return new Change.Done(ledger.raiseEpoch(), "recovery", clock.instant(), codes);
        });
  }

  private Change change(
      UserId user, AuditEvent event, java.util.function.Function<UserLedger, Change> work) {
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
    if (change instanceof Change.Done) {
      audit.committed(event);
    }
    tell(user, change);
    return change;
  }

  private void tell(UserId user, Change change) {
    if (change instanceof Change.Done done) {
      raised.accept(user.key(), done.epoch());
    }
  }

  private List<RecoveryCode> newCodes(UserLedger ledger, UserId user) {
    List<RecoveryCode> codes = RecoveryCode.newSet(randomness, RECOVERY_CODES);
    List<NewRecoveryCode> rows = new ArrayList<>();
    for (RecoveryCode code : codes) {
      RecoveryHash hash = RecoveryHash.of(code, user.key().hex(), randomness);
      rows.add(new NewRecoveryCode(code.selector(), hash));
    }
    ledger.replaceRecoveryCodes(rows);
    return codes;
  }

  private static String named(String name) {
    String plain = name.strip();
    if (plain.isEmpty()) {
      return "Authenticator app";
    }
    return plain.codePointCount(0, plain.length()) <= LONGEST_NAME
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME));
  }
}
