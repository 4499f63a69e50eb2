package org.otpfilter.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A page for verified users with no filter, a bare one and ours; all nodes run all the time. */
final class PageLoad {
  private static final double WARM_UP = 15;

  private final Rig rig;
  private final LoadUsers users;
  private final int connections;
  private final Node.Container container;

  PageLoad(Rig rig, LoadUsers users, int connections, Node.Container container) {
    this.rig = rig;
    this.users = users;
    this.connections = connections;
    this.container = container;
  }

  /** One node with its crew, signed in. */
  private record Side(
      Node.Filter filter,
      Rig.Running node,
      Crew crew,
      List<Crew.Work> works,
      List<Figures.Row> rows) {

    Figures.Row round(Rig rig, int round, double seconds) throws InterruptedException {
      Meter meter = Meter.start(rig, node, crew);
      return meter.stop("page, filter: " + filter, round, crew.during(seconds, works));
    }
  }

  /** Runs the rounds, and answers how the others compare with no filter. */
  String run(int rounds, double seconds, Figures figures) throws IOException, InterruptedException {
    List<Side> sides = new ArrayList<>();
    try {
      for (Node.Filter filter : Node.Filter.values()) {
        sides.add(side(filter));
      }
      for (Side side : sides) {
        side.round(rig, 0, Math.min(WARM_UP, seconds * 1.5));
      }
      long before = figures.wrong();
      for (int round = 1; round <= rounds; round++) {
        for (Side side : sides) {
          Figures.Row row = side.round(rig, round, seconds);
          figures.add(row);
          side.rows().add(row);
        }
        // who goes first changes, so that nobody always finds the machine as the same one left it
        Collections.rotate(sides, 1);
      }
      if (sides.stream().mapToLong(side -> side.crew().wrong()).sum() > figures.wrong() - before) {
        throw new IllegalStateException("wrong answers before the first round");
      }
      return comparison(sides);
    } finally {
      for (Side side : sides) {
        side.crew().close();
        side.node().process().close();
      }
    }
  }

  private static String comparison(List<Side> sides) {
    List<Figures.Row> none = rows(sides, Node.Filter.none);
    StringBuilder text =
        new StringBuilder("compared with no filter, round for round: median (95 %)");
    for (Node.Filter filter : List.of(Node.Filter.bare, Node.Filter.otp)) {
      List<Figures.Row> rows = rows(sides, filter);
      text.append("\n  ").append(filter).append(": per second ");
      text.append(PairedRatio.of(rows, none, Figures.Row::perSecond));
      text.append(", p99 ").append(PairedRatio.of(rows, none, Figures.Row::p99Millis));
      text.append(", CPU ").append(PairedRatio.of(rows, none, Figures.Row::serverCpu));
    }
    return text.toString();
  }

  private static List<Figures.Row> rows(List<Side> sides, Node.Filter filter) {
    return sides.stream().filter(side -> side.filter() == filter).findFirst().orElseThrow().rows();
  }

  private Side side(Node.Filter filter) throws IOException {
    Rig.Running node = rig.node("--filter=" + filter, "--container=" + container);
    List<Crew.Work> works =
        users.take(connections).stream()
            .map(user -> signedIn(new Browser(user, Browser.Kind.HTML, ""), node, filter))
            .toList();
    return new Side(filter, node, new Crew(node.port(), connections), works, new ArrayList<>());
  }

  private static Crew.Work signedIn(Browser browser, Rig.Running node, Node.Filter filter) {
    try (Wire wire = new Wire(node.port())) {
      boolean ready =
          browser.signIn(wire) == 204
              && (filter != Node.Filter.otp
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
