package org.otpfilter.proof.fault;

final class MariadbFaultsIT extends FaultsContract {
  MariadbFaultsIT() {
    super(DatabaseServer.Kind.mariadb);
  }
}
