package org.otpfilter.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A page for verified users without and with the filter; both nodes run all the time. */
final class PageLoad {
  private static final double WARM_UP = 15;

  private final Rig rig;
  private final LoadUsers users;
  private final int connections;

  PageLoad(Rig rig, LoadUsers users, int connections) {
    this.rig = rig;
    this.users = users;
    this.connections = connections;
  }

  /** One node with its crew, signed in. */
  private record Side(String name, Rig.Running node, Crew crew, List<Crew.Work> works) {

    Figures.Row round(Rig rig, int round, double seconds) throws InterruptedException {
      Meter meter = Meter.start(rig, node, crew);
      return meter.stop(name, round, crew.during(seconds, works));
    }
  }

  /** Runs the rounds, and answers how the two compare. */
  String run(int rounds, double seconds, Figures figures) throws IOException, InterruptedException {
    Side without = side("page, no filter", Node.Filter.none);
    Side with = side("page, otp-filter", Node.Filter.otp);
    List<Figures.Row> bare = new ArrayList<>();
    List<Figures.Row> filtered = new ArrayList<>();
    try (Crew first = without.crew();
        Crew second = with.crew()) {
      without.round(rig, 0, Math.min(WARM_UP, seconds * 1.5));
      with.round(rig, 0, Math.min(WARM_UP, seconds * 1.5));
      for (int round = 1; round <= rounds; round++) {
        // who goes first changes, so that neither always finds the machine as the other left it
        List<Side> order = round % 2 == 0 ? List.of(with, without) : List.of(without, with);
        for (Side side : order) {
          Figures.Row row = side.round(rig, round, seconds);
          figures.add(row);
          (side.equals(with) ? filtered : bare).add(row);
        }
      }
      if (first.wrong() + second.wrong() > figures.wrong()) {
        throw new IllegalStateException("wrong answers before the first round");
      }
      return "page, with the filter / without, median of the rounds' ratios (95 %):"
          + ("\n  per second " + PairedRatio.of(filtered, bare, Figures.Row::perSecond))
          + ("\n  p99        " + PairedRatio.of(filtered, bare, Figures.Row::p99Millis))
          + ("\n  CPU server " + PairedRatio.of(filtered, bare, Figures.Row::serverCpu));
    } finally {
      without.node().process().close();
      with.node().process().close();
    }
  }

  private Side side(String name, Node.Filter filter) throws IOException {
    Rig.Running node = rig.node("--filter=" + filter);
    List<Crew.Work> works =
        users.take(connections).stream()
            .map(user -> signedIn(new Browser(user, Browser.Kind.HTML, ""), node, filter))
            .toList();
    return new Side(name, node, new Crew(node.port(), connections), works);
  }

  private static Crew.Work signedIn(Browser browser, Rig.Running node, Node.Filter filter) {
    try (Wire wire = new Wire(node.port())) {
      boolean ready =
          browser.signIn(wire) == 204
              && (filter == Node.Filter.none
                  || (browser.openChallenge(wire) == 200 && browser.verify(wire)));
      if (!ready) {
        throw new IllegalStateException(browser.user().name() + " could not sign in");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return wire -> browser.page(wire) == 200;
  }
}
