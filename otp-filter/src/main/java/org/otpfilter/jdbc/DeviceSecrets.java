package org.otpfilter.jdbc;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.otpfilter.device.DeviceId;
import org.otpfilter.device.TotpDevice;
import org.otpfilter.secret.SealingKeys;
import org.otpfilter.secret.SecretBytes;
import org.otpfilter.secret.UnsealException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals and opens devices' secrets, each bound to its row (R004). Thread-safe. */
public final class DeviceSecrets {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceSecrets.class);

  private final SealingKeys keys;
  private final Set<DeviceId> reported = ConcurrentHashMap.newKeySet();

  /** Seals with the first of the keys and opens with any. */
  public DeviceSecrets(SealingKeys keys) {
    this.keys = keys;
  }

  /** The secret as its row holds it. */
  public byte[] seal(SecretBytes secret, String userKey, DeviceId id) {
    return keys.seal(secret, boundTo(userKey, id.value()));
  }

  /** The device with its secret; empty if it cannot be read, which is logged once a device. */
  Optional<TotpDevice> open(DeviceRows.SealedDevice device, String userKey) {
    try {
      SecretBytes secret = keys.open(device.secret(), boundTo(userKey, device.id().value()));
      return Optional.of(
          new TotpDevice(
              device.id(),
              device.name(),
              device.parameters(),
              secret,
              device.epoch(),
              device.lastStep()));
    } catch (UnsealException e) {
      if (reported.add(device.id())) {
        LOG.error(
            "The secret of device {} is passed over: {}", device.id().value(), e.getMessage());
      }
      return Optional.empty();
    }
  }

  static String boundTo(String userKey, String deviceId) {
    return "otp_device:" + userKey + ":" + deviceId;
  }
}
