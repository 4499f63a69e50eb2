package org.otpfilter.jdbc;

import org.junit.jupiter.api.Nested;
import org.otpfilter.testing.TestDatabase;

/** The contracts of the store, on H2. */
class H2StoreIT {

  @Nested
  class Devices extends DeviceStoreContract {
    Devices() {
      super(TestDatabase.H2);
    }
  }

  @Nested
  class Attempts extends AttemptBudgetContract {
    Attempts() {
      super(TestDatabase.H2);
    }
  }

  @Nested
  class Races extends StoreRaceContract {
    Races() {
      super(TestDatabase.H2);
    }
  }

  @Nested
  class Secrets extends StoredSecretsContract {
    Secrets() {
      super(TestDatabase.H2);
    }
  }

  @Nested
  class Operating extends OperatingSqlContract {
    Operating() {
      super(TestDatabase.H2);
    }
  }
}
