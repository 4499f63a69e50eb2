package org.otpfilter.proof;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Verification of users from all over a big table, alone and beside a purge of old events. */
final class ScaleLoad implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int AT_ONCE = 100;
  private static final long STRIDE = 7_919;

  private final Rig rig;
  private final Rig.Running node;
  private final long users;
  private final Crew crew;
  private final ExecutorService purger = Executors.newSingleThreadExecutor();
  private long next;

  ScaleLoad(Rig rig, Rig.Running node, long users) {
    this.rig = rig;
    this.node = node;
    this.users = users;
    this.crew = new Crew(node.port(), CONNECTIONS);
  }

  /** The next ones, each at most once, far from each other; the last 100 are for others. */
  private List<SeededUser> some() {
    long from = next;
    next += AT_ONCE;
    long pool = users - 100;
    if (next > pool) {
      throw new IllegalStateException("the users are used up");
    }
    return LongStream.range(from, next)
        .mapToObj(i -> new SeededUser(Math.floorMod(i * STRIDE, pool)))
        .toList();
  }

  private Latencies verifySome() throws InterruptedException {
    List<Browser> browsers =
        some().stream()
            .map(user -> Browser.behindProxy(user, Browser.Kind.HTML, user.number()))
            .toList();
    crew.each(
        browsers,
        (wire, browser) -> browser.signIn(wire) == 204 && browser.openChallenge(wire) == 200);
    return crew.each(browsers, (wire, browser) -> browser.verify(wire));
  }

  /** Two hundred to warm up, then so many as count. */
  void quiet(Figures figures) throws InterruptedException {
    verifySome();
    verifySome();
    measure("right code, " + users + " users", 3, figures);
  }

  private void measure(String what, int times, Figures figures) throws InterruptedException {
    for (int round = 1; round <= times; round++) {
      Meter meter = Meter.start(rig, node, crew);
      figures.add(meter.stop(what + " (per second and CPU: with its login)", round, verifySome()));
    }
  }

  /** One plain DELETE of half of the events, and verification for as long as it lasts, at least. */
  void whilePurging(Figures figures, PrintStream out) throws InterruptedException {
    Future<String> purge = purger.submit(this::purge);
    do {
      measure("the same during a purge, " + users + " users", 1, figures);
    } while (!purge.isDone() && next + 2L * AT_ONCE < users - 100);
    try {
      out.println(purge.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("the purge failed", e);
    }
  }

  private String purge() throws SQLException {
    long begun = System.nanoTime();
    try (Connection connection = rig.connect();
        Statement statement = connection.createStatement()) {
      int rows =
          statement.executeUpdate(
              "DELETE FROM otp_event WHERE at < (SELECT min(at) + (max(at) - min(at)) / 2 FROM otp_event)");
      return String.format(
          Locale.ROOT, "%d events deleted in %.1f s", rows, (System.nanoTime() - begun) / 1e9);
    }
  }

  @Override
  public void close() {
    purger.shutdownNow();
    crew.close();
  }
}
