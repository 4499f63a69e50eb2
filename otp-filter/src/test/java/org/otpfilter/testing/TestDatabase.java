package org.otpfilter.testing;

import static org.junit.jupiter.api.Assumptions.abort;

/** The databases that the product supports, each as a server that tests may use. */
public enum TestDatabase {
  H2,
  POSTGRESQL,
  MARIADB;

  /**
   * Makes a new, empty database with a name of its own, and starts the server where it does not run
   * yet; skips the calling test as {@link #assumeAvailable()} does.
   */
  public Database fresh() {
    assumeAvailable();
    return switch (this) {
      case H2 -> DatabaseServers.h2InMemory();
      case POSTGRESQL -> DatabaseServers.postgresql();
      case MARIADB -> DatabaseServers.mariadb();
    };
  }

  /** Skips the calling test where this database is not installed, and fails it in CI. */
  public void assumeAvailable() {
    if (this != MARIADB || MariadbServer.isInstalled()) {
      return;
    }
    String message =
        "mariadb-server-core is not installed: apt-get install --no-install-recommends"
            + " mariadb-server-core mariadb-client-core";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    abort(message);
  }
}
