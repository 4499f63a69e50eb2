package org.otpfilter.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.EventType;
import org.otpfilter.device.DeviceId;
import org.otpfilter.device.TotpDevice;
import org.otpfilter.device.UserLedger;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.secret.SecretBytes;
import org.otpfilter.throttle.Admission;
import org.otpfilter.throttle.Budget;
import org.otpfilter.user.UserId;

/** A user's rows in one transaction. Whatever is called first locks the user's row. */
final class JdbcUserLedger implements UserLedger {

  /** What all ledgers of a store have in common. */
  record House(DeviceSecrets secrets, Dialect dialect, Clock clock, String node) {}

  private final SqlSession sql;
  private final UserId user;
  private final House house;
  private final UserRow row;
  private final DeviceRows devices;
  private final RecoveryRows recovery;

  JdbcUserLedger(SqlSession sql, UserId user, House house) {
    this.sql = sql;
    this.user = user;
    this.house = house;
    this.row = new UserRow(sql, house.dialect(), user.key());
    this.devices = new DeviceRows(sql, row.key());
    this.recovery = new RecoveryRows(sql, row.key());
  }

  @Override
  public Admission admit(Budget budget) {
    return row.admit(house.clock().instant());
  }

  @Override
  public Admission admitRecovery() {
    return row.admitRecovery(house.clock().instant());
  }

  @Override
  public boolean settleFailure(Budget budget) {
    row.lock();
    return row.settleFailure(budget, devices.anyConfirmed(), house.clock().instant());
  }

  @Override
  public void settleSuccess() {
    row.lock();
    row.settleSuccess();
  }

  @Override
  public void refundRecovery() {
    row.lock();
    row.refundRecovery();
  }

  @Override
  public boolean unlock() {
    return row.unlock();
  }

  @Override
  public long epoch() {
    row.lock();
    return row.epoch();
  }

  @Override
  public long raiseEpoch() {
    row.lock();
    return row.raiseEpoch();
  }

  @Override
  public List<TotpDevice> devices() {
    row.lock();
    return devices.confirmed(row::learnEpoch).stream()
        .flatMap(device -> open(device).stream())
        .toList();
  }

  @Override
  public Optional<TotpDevice> pending(DeviceId id, Duration maxAge) {
    row.lock();
    return devices.pending(id, house.clock().instant().minus(maxAge)).stream()
        .flatMap(device -> open(device).stream())
        .findFirst();
  }

  private Optional<TotpDevice> open(DeviceRows.SealedDevice device) {
    Optional<TotpDevice> opened = house.secrets().open(device, row.key());
    if (opened.isEmpty()) {
      record(
          AuditEvent.of(
                  EventType.SECRET_UNREADABLE,
                  house.clock().instant(),
                  user,
                  AuditEvent.Origin.HOUSE)
              .ofDevice(device.id().value()));
    }
    return opened;
  }

  @Override
  public boolean advance(DeviceId id, long step) {
    row.lock();
    return devices.advance(id, step);
  }

  @Override
  public void addPending(
      DeviceId id, OtpParameters parameters, SecretBytes secret, Duration maxAge) {
    row.lock();
    byte[] sealed = house.secrets().seal(secret, row.key(), id);
    devices.addPending(
        new DeviceRows.SealedDevice(id, "", parameters, sealed, row.epoch(), -1),
        maxAge,
        house.clock().instant());
  }

  @Override
  public boolean confirm(DeviceId id, String name, long step) {
    row.lock();
    return devices.confirm(id, name, step, row.epoch(), house.clock().instant());
  }

  @Override
  public void dropPending() {
    row.lock();
    devices.dropPending();
  }

  @Override
  public boolean rename(DeviceId id, String name) {
    row.lock();
    return devices.rename(id, name);
  }

  @Override
  public boolean remove(DeviceId id) {
    row.lock();
    return devices.remove(id);
  }

  @Override
  public Optional<StoredRecoveryCode> recoveryCode(String selector) {
    row.lock();
    return recovery.unused(selector);
  }

  @Override
  public boolean spend(StoredRecoveryCode code) {
    row.lock();
    return recovery.spend(code, house.clock().instant());
  }

  @Override
  public void replaceRecoveryCodes(List<NewRecoveryCode> codes) {
    row.lock();
    recovery.replace(codes, house.clock().instant());
  }

  @Override
  public void record(AuditEvent event) {
    row.lock();
    EventRows.insert(sql, house.node(), List.of(event));
  }
}
