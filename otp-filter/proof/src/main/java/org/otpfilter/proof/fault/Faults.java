package org.otpfilter.proof.fault;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Breaks the database in every way it knows, under load, and tells what the users saw. */
@Command(
    name = "fault.Faults",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a database server, a proxy before it and one node, seeds users, and lets a crowd bring"
          + " codes while something is broken and mended; always the same node, never restarted."
          + " Afterwards it reads the tables. Prints a table; exit code 1 if anything was served,"
          + " lost, counted or spent that should not have been."
    })
public final class Faults implements Callable<Integer> {
  private static final int DISK_MIB = 320;

  @Option(names = "--database", description = "of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private DatabaseServer.Kind database = DatabaseServer.Kind.postgresql;

  @Option(names = "--faults", split = ",", description = "of ${COMPLETION-CANDIDATES} (all)")
  private Set<FaultName> faults = EnumSet.allOf(FaultName.class);

  @Option(names = "--hold", description = "seconds that a fault lasts (${DEFAULT-VALUE})")
  private long hold = 10;

  @Option(names = "--users", description = "to seed (${DEFAULT-VALUE})")
  private long users = 60_000;

  @Option(names = "--folder", required = true, description = "of the database, not there before")
  private Path folder = Path.of("");

  private final PrintStream out = System.out;
  private int broken;

  @Override
  public Integer call() throws Exception {
    out.println(
        "| fault | users | codes | the challenge page | pages of verified sessions | longest ms |"
            + " stored, of those told 503 | last 503, all served after mending, s | broken promises |");
    out.println("|---|--:|---|---|---|--:|--:|--:|--:|");
    Set<FaultName> shared = EnumSet.copyOf(faults);
    shared.remove(FaultName.diskfull);
    if (!shared.isEmpty()) {
      DatabaseServer server = database.start(folder.toAbsolutePath().resolve("disk"), List.of());
      try (Scene scene = Scene.set(server, users)) {
        for (FaultName name : shared) {
          print(new Drill(scene, Duration.ofSeconds(hold)).run(name.text(), name.in(scene)));
        }
      }
    }
    if (faults.contains(FaultName.diskfull)) {
      fullDisk();
    }
    return broken == 0 ? 0 : 1;
  }

  private void fullDisk() throws Exception {
    Path mounted = folder.toAbsolutePath().resolve("small");
    try (SmallDisk disk = SmallDisk.mount(mounted, DISK_MIB)) {
      DatabaseServer server = database.start(mounted.resolve("server"), disk.inside());
      try (Scene scene = Scene.set(server, users / 4)) {
        Fault fault = FaultName.diskfull.in(scene, disk);
        print(new Drill(scene, Duration.ofSeconds(hold)).run(FaultName.diskfull.text(), fault));
      }
    }
  }

  private void print(Drill.Outcome outcome) {
    out.println(
        String.format(
            Locale.ROOT,
            "| %s | %d | %s | %s | %s | %.0f, %.0f, %.0f | %d of %d | %.1f, %.1f | %d |",
            outcome.fault(),
            outcome.visits(),
            outcome.codes().answers(),
            outcome.challenges().answers(),
            outcome.pages().answers(),
            outcome.codes().longest(),
            outcome.challenges().longest(),
            outcome.pages().longest(),
            outcome.storedUnseen(),
            outcome.unknown(),
            outcome.refusedFor(),
            outcome.servedAfter(),
            outcome.violations().size()));
    outcome.violations().stream().limit(20).forEach(out::println);
    out.flush();
    broken += outcome.violations().size();
  }

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Faults()).execute(args));
  }
}
