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

  @Nested
  class Attempts extends AttemptBudgetContract {
    Attempts() {
      super(TestDatabase.POSTGRESQL);
    }
  }

  @Nested
  class Races extends StoreRaceContract {
    Races() {
      super(TestDatabase.POSTGRESQL);
    }
  }

  @Nested
  class Secrets extends StoredSecretsContract {
    Secrets() {
      super(TestDatabase.POSTGRESQL);
    }
  }

  @Nested
  class Operating extends OperatingSqlContract {
    Operating() {
      super(TestDatabase.POSTGRESQL);
    }
  }
}
