package org.otpfilter.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.otpfilter.device.DeviceId;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.secret.SecretBytes;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserKey;

/**
 * A process of its own that burns step after step, and prints each one whose burning it was told.
 */
final class StepWriter {
  static final UserId USER = new UserId(new UserKey("ab".repeat(32)), "alice");
  static final DeviceId DEVICE = new DeviceId("cd".repeat(16));

  private StepWriter() {}

  static StoreSettings settings(Path folder) {
    return new StoreSettings(null, null, null, null, folder, true, "node-1");
  }

  static Store open(Path folder) {
    return Store.open(settings(folder), StoreContract.keys("k1"), Clock.systemUTC());
  }

  static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            StepWriter.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public static void main(String[] arguments) {
    try (Store store = open(Path.of(arguments[0]))) {
      long last = burnt(store);
      while (true) {
        long step = ++last;
        if (!store.devices().transact(USER, ledger -> ledger.advance(DEVICE, step))) {
          throw new IllegalStateException("step " + step + " is burnt already");
        }
        System.out.println(step);
        System.out.flush();
      }
    }
  }

  /** The last burnt step, after an enrolment where there was none. */
  private static long burnt(Store store) {
    if (!store.devices().find(USER).enrolled()) {
      boolean confirmed =
          store
              .devices()
              .transact(
                  USER,
                  ledger -> {
                    ledger.addPending(
                        DEVICE,
                        OtpParameters.DEFAULT,
                        new SecretBytes(new byte[20]),
                        Duration.ofMinutes(10));
                    return ledger.confirm(DEVICE, "phone", 0);
                  });
      if (!confirmed) {
        throw new IllegalStateException("not enrolled");
      }
    }
    return lastStep(store);
  }

  static long lastStep(Store store) {
    return store.devices().transact(USER, ledger -> ledger.devices().get(0).lastStep());
  }
}
