package org.otpfilter.proof;

import java.io.IOException;

/**
 * Sign-ins as they come: behind a proxy, each user from an address, and of a hundred users 10 who
 * mistype once, 2 who mistype twice, 3 who type too few digits and 5 whose code is brought again by
 * another session. Five pages each.
 */
final class MixLoad {
  private static final int WARM_UP_ROUNDS = 1;
  private static final int PAGES = 5;

  private final Rig rig;
  private final LoadUsers users;
  private final int connections;

  MixLoad(Rig rig, LoadUsers users, int connections) {
    this.rig = rig;
    this.users = users;
    this.connections = connections;
  }

  /** Shares the users that are left among the rounds. */
  void run(int rounds, Figures figures) throws IOException, InterruptedException {
    int each = Math.toIntExact(users.left() / (rounds + WARM_UP_ROUNDS));
    Rig.Running node = rig.node("--set=trusted-proxies=127.0.0.1/32");
    try (Crew crew = new Crew(node.port(), connections)) {
      long warm = 0;
      for (int round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
        Meter meter = Meter.start(rig, node, crew);
        Latencies done = crew.each(users.take(each), MixLoad::signInAndWork);
        if (round > 0) {
          figures.add(meter.stop("a whole mixed sign-in", round, done));
        } else {
          warm = crew.wrong();
        }
      }
      if (warm > 0) {
        throw new IllegalStateException(warm + " wrong answers while warming up");
      }
    } finally {
      node.process().close();
    }
  }

  private static boolean signInAndWork(Wire wire, SeededUser user) throws IOException {
    long number = user.number();
    Browser browser = Browser.behindProxy(user, Browser.Kind.HTML, number);
    int kind = (int) (number % 100);
    boolean right = browser.signIn(wire) == 204 && browser.page(wire) == 302;
    right &= browser.openChallenge(wire) == 200;
    long step = SeededUser.step(System.currentTimeMillis());
    for (int i = kind < 10 ? 1 : kind < 12 ? 2 : 0; i > 0; i--) {
      right &= browser.answer(wire, user.wrongCode(step)) == 403;
    }
    if (kind >= 12 && kind < 15) {
      right &= browser.answer(wire, "12345") == 400;
    }
    right &= browser.answer(wire, user.code(step)) == Browser.Kind.HTML.verified();
    if (kind >= 15 && kind < 20) {
      right &= replayIsRefused(wire, user, step);
    }
    for (int i = 0; i < PAGES; i++) {
      right &= browser.page(wire) == 200;
    }
    return right;
  }

  private static boolean replayIsRefused(Wire wire, SeededUser user, long step) throws IOException {
    Browser other = Browser.behindProxy(user, Browser.Kind.HTML, user.number() + 1);
    return other.signIn(wire) == 204
        && other.openChallenge(wire) == 200
        && other.answer(wire, user.code(step)) == 403
        && other.page(wire) == 302;
  }
}
