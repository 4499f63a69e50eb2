package org.otpfilter.proof.fault;

final class PostgresFaultsIT extends FaultsContract {
  PostgresFaultsIT() {
    super(DatabaseServer.Kind.postgresql);
  }
}
