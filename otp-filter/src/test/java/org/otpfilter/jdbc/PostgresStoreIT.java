package org.otpfilter.jdbc;

import org.junit.jupiter.api.Nested;
import org.otpfilter.testing.TestDatabase;

/** The contracts of the store, on PostgreSQL. */
class PostgresStoreIT {

  @Nested
  class Devices extends DeviceStoreContract {
    Devices() {
      super(TestDatabase.POSTGRESQL);
    }
  }
}
