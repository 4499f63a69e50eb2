package org.otpfilter.proof.fault;

/** What can be broken under load. */
public enum FaultName {
  slow("every answer of the database 150 ms late"),
  cut("connections reset half-way through"),
  silent("the database takes everything and answers nothing"),
  killed("the server killed with -9, and started again"),
  readonly("the server takes no writes"),
  lockedout("the product's account locked, its sessions ended"),
  exhausted("all connections of the pool wait for a lock"),
  deadlocks("another program locks the same rows in the other order"),
  serializable("serializable isolation, and another program at the same rows"),
  diskfull("the server's disk full");

  private final String text;

  FaultName(String text) {
    this.text = text;
  }

  /** What it is. */
  String text() {
    return text;
  }

  /**
   * One of it.
   *
   * @param disk of the server, small enough to be filled
   */
  Fault in(Scene scene, SmallDisk disk) {
    return this == diskfull ? new DiskFull(scene, disk) : in(scene);
  }

  /** One of it, on a server whose disk nobody can fill. */
  Fault in(Scene scene) {
    return switch (this) {
      case slow -> new NetworkFault(scene, FaultProxy.Mode.DELAY);
      case cut -> new NetworkFault(scene, FaultProxy.Mode.CUT);
      case silent -> new NetworkFault(scene, FaultProxy.Mode.SWALLOW);
      case killed -> new ServerFaults.Killed(scene);
      case readonly -> ServerFaults.readOnly(scene);
      case lockedout -> ServerFaults.lockedOut(scene);
      case exhausted -> new LockFaults.TableHeld(scene);
      case deadlocks -> new LockFaults.Opponents(scene, false);
      case serializable -> new LockFaults.Opponents(scene, true);
      case diskfull -> throw new IllegalArgumentException("needs a small disk");
    };
  }
}
