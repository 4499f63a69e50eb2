package org.otpfilter.jdbc;

import org.junit.jupiter.api.Nested;
import org.otpfilter.testing.TestDatabase;

/** The contracts of the store, on MariaDB. */
class MariadbStoreIT {

  @Nested
  class Devices extends DeviceStoreContract {
    Devices() {
      super(TestDatabase.MARIADB);
    }
  }
}
