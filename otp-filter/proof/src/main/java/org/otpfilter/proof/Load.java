package org.otpfilter.proof;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whole-system load on real processes: what the filter costs, what a verification costs. */
@Command(
    name = "Load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts PostgreSQL, seeds users, starts nodes, loads them from this process, prints a table"
          + " and writes JSON. Exit code 1 if any answer was not as expected.",
      "  page    a page of verified users, in rounds that alternate: no filter, a bare one, ours",
      "  verify  each user once, every code right: sign-in, challenge page, code",
      "  mix     sign-ins with wrong, malformed and replayed codes among them, and pages"
    })
public final class Load implements Callable<Integer> {

  @Option(names = "--modes", split = ",", description = "of ${COMPLETION-CANDIDATES} (all of them)")
  private Set<Mode> modes = EnumSet.allOf(Mode.class);

  @Option(names = "--users", description = "to seed (${DEFAULT-VALUE})")
  private long users = 20_000;

  @Option(names = "--events", description = "to seed (${DEFAULT-VALUE})")
  private long events = 100_000;

  @Option(names = "--rounds", description = "of each mode (${DEFAULT-VALUE})")
  private int rounds = 5;

  @Option(names = "--seconds", description = "of a round of page (${DEFAULT-VALUE})")
  private double seconds = 10;

  @Option(names = "--connections", description = "kept open, a thread each (${DEFAULT-VALUE})")
  private int connections = 8;

  @Option(
      names = "--container",
      description = "of page, ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Node.Container container = Node.Container.jetty;

  @Option(names = "--folder", description = "of the database, kept (${DEFAULT-VALUE})")
  private Path folder = Path.of("target", "proof-postgres");

  @Option(names = "--json", description = "where the figures go (${DEFAULT-VALUE})")
  private Path json = Path.of("target", "proof-load.json");

  @Option(
      names = "--profile",
      description = "record the node that verifies, and say where its time went; costs a little")
  private boolean profile;

  private final PrintStream out = System.out;

  /** What is measured. */
  enum Mode {
    page,
    verify,
    mix
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Figures figures = new Figures();
    List<String> seeding = List.of("--events=" + events);
    try (Rig rig = Rig.start(folder, users, seeding, out)) {
      LoadUsers pool = new LoadUsers(users);
      if (modes.contains(Mode.page)) {
        out.println(new PageLoad(rig, pool, connections, container).run(rounds, seconds, figures));
      }
      if (modes.contains(Mode.verify)) {
        verify(rig, pool, figures);
      }
      if (modes.contains(Mode.mix)) {
        new MixLoad(rig, pool, connections).run(rounds, figures);
      }
    }
    out.print(figures.table());
    figures.writeJson(json);
    if (figures.wrong() > 0) {
      out.println(figures.wrong() + " wrong answer(s): these figures are worth nothing");
      return 1;
    }
    return 0;
  }

  private void verify(Rig rig, LoadUsers pool, Figures figures)
      throws IOException, InterruptedException {
    if (!profile) {
      new VerifyLoad(rig, pool, connections, List.of()).run(rounds, figures);
      return;
    }
    Path recording = Files.createTempFile("otp-filter-proof", ".jfr");
    try {
      List<String> jvm = Profile.recording(recording);
      new VerifyLoad(rig, pool, connections, jvm).run(rounds, figures);
      out.println(Profile.text(recording));
    } finally {
      Files.delete(recording);
    }
  }

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Load()).execute(args));
  }
}
