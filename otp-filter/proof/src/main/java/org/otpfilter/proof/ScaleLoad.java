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
  private static final String PORTION =
      "DELETE FROM otp_event WHERE id IN (SELECT id FROM otp_event"
          + " WHERE at < LOCALTIMESTAMP - INTERVAL '30 days' ORDER BY at LIMIT 10000)";

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

  /**
   * Old events are deleted in portions, as an operator is told to, until so many are gone; and
   * verification goes on for as long as that lasts, at least.
   */
  void whilePurging(long events, Figures figures, PrintStream out) throws InterruptedException {
    Future<String> purge = purger.submit(() -> purge(events));
    do {
      measure("the same during a purge, " + users + " users", 1, figures);
    } while (!purge.isDone() && next + 2L * AT_ONCE < users - 100);
    try {
      out.println(purge.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("the purge failed", e);
    }
  }

  private String purge(long events) throws SQLException {
    long begun = System.nanoTime();
    long deleted = 0;
    double longest = 0;
    try (Connection connection = rig.connect();
        Statement statement = connection.createStatement()) {
      while (deleted < events) {
        long start = System.nanoTime();
        int rows = statement.executeUpdate(PORTION);
        deleted += rows;
        longest = Math.max(longest, (System.nanoTime() - start) / 1e9);
        if (rows == 0) {
          break;
        }
      }
    }
    return String.format(
        Locale.ROOT,
        "%d events deleted in %.1f s, the longest portion in %.1f s",
        deleted,
        (System.nanoTime() - begun) / 1e9,
        longest);
  }

  @Override
  public void close() {
    purger.shutdownNow();
    crew.close();
  }
}
