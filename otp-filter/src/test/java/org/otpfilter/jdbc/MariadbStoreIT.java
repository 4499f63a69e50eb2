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

  @Nested
  class Attempts extends AttemptBudgetContract {
    Attempts() {
      super(TestDatabase.MARIADB);
    }
  }

  @Nested
  class Races extends StoreRaceContract {
    Races() {
      super(TestDatabase.MARIADB);
    }
  }

  @Nested
  class Secrets extends StoredSecretsContract {
    Secrets() {
      super(TestDatabase.MARIADB);
    }
  }

  @Nested
  class Operating extends OperatingSqlContract {
    Operating() {
      super(TestDatabase.MARIADB);
    }
  }
}
