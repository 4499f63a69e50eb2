package org.otpfilter.device;

import java.time.Instant;
import org.otpfilter.oath.Code;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.oath.Totp;
import org.otpfilter.secret.SecretBytes;

/**
 * An authenticator app's account, with its secret; pending or confirmed. Finds the step of a code;
 * does not remember it, which is {@link UserLedger#advance}.
 *
 * @param epoch the user's epoch when the device was made
 * @param lastStep the last matched step, −1 before the first
 */
public record TotpDevice(
    DeviceId id,
    String name,
    OtpParameters parameters,
    SecretBytes secret,
    long epoch,
    long lastStep) {

  /** The oldest step within the window whose code this is, or {@link Totp#NO_MATCH}. */
  public long matchingStep(Totp totp, Code code, Instant now, int window) {
    long step = Totp.step(now.getEpochSecond(), parameters.periodSeconds());
    return totp.matchingStep(secret.copyForUse(), parameters, code, step, window);
  }
}
