package org.otpfilter.proof;

import java.util.function.LongSupplier;

/** Takes the time of one measurement, and the CPU time of server and database in it. */
final class Meter {
  private final long server;
  private final long database;
  private final LongSupplier wrong;
  private final double serverBefore;
  private final double databaseBefore;
  private final long wrongBefore;
  private final long begun = System.nanoTime();

  private Meter(long server, long database, LongSupplier wrong) {
    this.server = server;
    this.database = database;
    this.wrong = wrong;
    this.serverBefore = ProcessCpu.seconds(server);
    this.databaseBefore = ProcessCpu.seconds(database);
    this.wrongBefore = wrong.getAsLong();
  }

  static Meter start(Rig rig, Rig.Running node, Crew crew) {
    return new Meter(node.process().pid(), rig.postgresPid(), crew::wrong);
  }

  /** Of all that was done since the start. */
  Figures.Row stop(String what, int round, Latencies latencies) {
    double elapsed = (System.nanoTime() - begun) / 1e9;
    long operations = latencies.total();
    return new Figures.Row(
        what,
        round,
        operations,
        operations / elapsed,
        latencies.millis(0.5),
        latencies.millis(0.99),
        (ProcessCpu.seconds(server) - serverBefore) * 1e6 / operations,
        (ProcessCpu.seconds(database) - databaseBefore) * 1e6 / operations,
        wrong.getAsLong() - wrongBefore);
  }
}
