package org.otpfilter.proof.fault;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

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
    if (missingPackage.isPresent()) {
      String message = "skipped: apt-get install " + missingPackage.get();
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      System.out.println(message);
      abort(message);
    }
  }
}
