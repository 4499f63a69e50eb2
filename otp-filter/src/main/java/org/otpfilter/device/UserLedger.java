package org.otpfilter.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.secret.RecoveryHash;
import org.otpfilter.secret.SecretBytes;
import org.otpfilter.throttle.Admission;
import org.otpfilter.throttle.Budget;

/**
 * One user's rows inside a transaction of {@link DeviceStore#transact}. Not to be used after it,
 * nor by another thread.
 */
public interface UserLedger {

  /** Counts an attempt before its code is looked at (R024), or says why none may be made. */
  Admission admit(Budget budget);

  /** The same for a recovery code: its own small budget, and no lock (R030). */
  Admission admitRecovery();

  /** The failure that {@link #admit} counted stands: sets wait or lock; true if it locked now. */
  boolean settleFailure(Budget budget);

  /** Sets the consecutive counter to 0, and nothing else. */
  void settleSuccess();

  /** Takes back what {@link #admitRecovery} counted, for a right recovery code. */
  void refundRecovery();

  /** Ends a lock and forgets all counted failures; true if the user was locked. */
  boolean unlock();

  /** The user's epoch in this transaction. */
  long epoch();

  /** Raises the epoch, which ends all marks of older ones, and answers the new one. */
  long raiseEpoch();

  /** The confirmed devices, oldest first, with their secrets. */
  List<TotpDevice> devices();

  /** The user's pending device of that id, unless it is older than the given age. */
  Optional<TotpDevice> pending(DeviceId id, Duration maxAge);

  /** Remembers a matched step; false if it, or a later one, was matched before (R011, R012). */
  boolean advance(DeviceId id, long step);

  /** Stores a pending device under the current epoch; expired and surplus pending ones go. */
  void addPending(DeviceId id, OtpParameters parameters, SecretBytes secret, Duration maxAge);

  /** Makes a pending device a confirmed one, its code's step burnt; false if it is not pending. */
  boolean confirm(DeviceId id, String name, long step);

  /** Forgets every pending device of the user. */
  void dropPending();

  /** Names a confirmed device; false if the user has none of that id. */
  boolean rename(DeviceId id, String name);

  /** Removes a confirmed device; false if the user has none of that id. */
  boolean remove(DeviceId id);

  /** An unused recovery code with that selector. */
  Optional<StoredRecoveryCode> recoveryCode(String selector);

  /** Spends a recovery code; false if it was spent before (R047). */
  boolean spend(StoredRecoveryCode code);

  /** Puts a new set in place of all recovery codes, used and unused (R049). */
  void replaceRecoveryCodes(List<NewRecoveryCode> codes);

  /** Writes the event with this transaction. */
  void record(AuditEvent event);

  /** A recovery code as stored. */
  record StoredRecoveryCode(long id, RecoveryHash hash) {}

  /** A recovery code to store. */
  record NewRecoveryCode(String selector, RecoveryHash hash) {}
}
