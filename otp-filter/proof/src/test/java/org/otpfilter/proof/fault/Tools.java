package org.otpfilter.proof.fault;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.Optional;

/** What must be installed for a test. */
final class Tools {
  private Tools() {}

  /** Skips the test where the server is not installed; in CI that is a failure. */
  static void need(DatabaseServer.Kind kind) {
    if (kind == DatabaseServer.Kind.mariadb) {
      need(MariadbServer.missingPackage());
    }
  }

  /** Skips the test if a package is missing; in CI that is a failure. */
  static void need(Optional<String> missingPackage) {
    missingPackage.ifPresent(name -> skip("apt-get install " + name));
  }

  /** Skips the test where this process may not mount anything; in CI that is a failure. */
  static void needTheRightToMount() throws IOException, InterruptedException {
    if (!SmallDisk.isAllowed()) {
      skip("it needs the right to mount a disk, such as root has");
    }
  }

  private static void skip(String message) {
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    System.out.println("skipped: " + message);
    abort(message);
  }
}
