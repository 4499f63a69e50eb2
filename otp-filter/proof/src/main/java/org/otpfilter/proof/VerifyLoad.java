package org.otpfilter.proof;

import java.io.IOException;
import java.util.List;

/** Each user once, every code right: what each step of a sign-in costs by itself. */
final class VerifyLoad {
  private static final int WARM_UP_ROUNDS = 2;

  private final Rig rig;
  private final LoadUsers users;
  private final int connections;
  private final List<String> jvm;

  /**
   * A load of verifications.
   *
   * @param jvm further options of the node's JVM
   */
  VerifyLoad(Rig rig, LoadUsers users, int connections, List<String> jvm) {
    this.rig = rig;
    this.users = users;
    this.connections = connections;
    this.jvm = jvm;
  }

  /**
   * Shares half of the users that are left among the rounds; the other half is for what follows.
   */
  void run(int rounds, Figures figures) throws IOException, InterruptedException {
    int each = Math.toIntExact(users.left() / 2 / (rounds + WARM_UP_ROUNDS));
    Rig.Running node = rig.node(jvm);
    try (Crew crew = new Crew(node.port(), connections)) {
      for (int round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
        round(node, crew, round, users.take(each), round < 1 ? new Figures() : figures);
      }
      if (crew.wrong() > figures.wrong()) {
        throw new IllegalStateException("wrong answers while warming up");
      }
    } finally {
      node.process().close();
    }
  }

  private void round(
      Rig.Running node, Crew crew, int round, List<SeededUser> users, Figures figures)
      throws InterruptedException {
    List<Browser> browsers =
        users.stream().map(user -> new Browser(user, Browser.Kind.HTML, "")).toList();
    Meter meter = Meter.start(rig, node, crew);
    Latencies done = crew.each(browsers, (wire, browser) -> browser.signIn(wire) == 204);
    figures.add(meter.stop("the application's login", round, done));
    meter = Meter.start(rig, node, crew);
    done = crew.each(browsers, (wire, browser) -> browser.openChallenge(wire) == 200);
    figures.add(meter.stop("challenge page", round, done));
    meter = Meter.start(rig, node, crew);
    done = crew.each(browsers, (wire, browser) -> browser.verify(wire));
    figures.add(meter.stop("right code", round, done));
    meter = Meter.start(rig, node, crew);
    done = crew.each(browsers, (wire, browser) -> browser.page(wire) == 200);
    figures.add(meter.stop("first page", round, done));
  }
}
