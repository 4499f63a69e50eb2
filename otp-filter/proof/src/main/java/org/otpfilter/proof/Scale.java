package org.otpfilter.proof;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The same at one size of the tables and at another. */
@Command(
    name = "Scale",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Seeds a database of each size and compares: room in the tables, start of a node,"
          + " verification, the plans of all statements that PostgreSQL was given, and verification"
          + " while old events are deleted in portions. Exit code 1 if a request reads a whole table at"
          + " the largest size, or an answer was wrong."
    })
public final class Scale implements Callable<Integer> {
  private static final int JOURNEYS = 15;

  @Option(names = "--sizes", split = ",", description = "numbers of users (1000 and 2000000)")
  private List<Long> sizes = List.of(1_000L, 2_000_000L);

  @Option(names = "--events-per-user", description = "(${DEFAULT-VALUE})")
  private long eventsPerUser = 10;

  @Option(names = "--recovery-codes", description = "of each user (${DEFAULT-VALUE})")
  private int recoveryCodes = 10;

  @Option(names = "--purge", description = "old events to delete at most (${DEFAULT-VALUE})")
  private long purge = 1_000_000;

  @Option(names = "--folder", description = "of the databases, kept (${DEFAULT-VALUE})")
  private Path folder = Path.of("target", "proof-scale");

  @Option(names = "--json", description = "where the figures go (${DEFAULT-VALUE})")
  private Path json = Path.of("target", "proof-scale.json");

  private final PrintStream out = System.out;
  private final Figures figures = new Figures();
  private final Map<String, Set<String>> plans = new TreeMap<>();
  private final Set<String> whole = new TreeSet<>();

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    for (long users : sizes) {
      of(users);
    }
    plans.forEach((query, shapes) -> out.println(query + "\n" + String.join("or\n", shapes)));
    out.print(figures.table());
    figures.writeJson(json);
    long several = plans.values().stream().filter(shapes -> shapes.size() > 1).count();
    out.println(
        plans.size()
            + " statements, "
            + several
            + " with more than one plan, "
            + whole.size()
            + " that read a whole table at the largest size");
    whole.forEach(query -> out.println("whole table: " + query));
    return figures.wrong() == 0 && whole.isEmpty() && !plans.isEmpty() ? 0 : 1;
  }

  private void of(long users) throws IOException, InterruptedException, SQLException {
    List<String> seeding =
        List.of("--events=" + users * eventsPerUser, "--recovery-codes=" + recoveryCodes);
    try (Rig rig = Rig.start(folder.resolve(users + "-users"), users, seeding, out);
        Connection connection = rig.connect()) {
      new TableSizes(connection).print(users, out);
      long begun = System.nanoTime();
      Rig.Running node = rig.node("--set=trusted-proxies=127.0.0.1/32");
      double seconds = (System.nanoTime() - begun) / 1e9;
      out.println(String.format(Locale.ROOT, "start of a node: %.1f s", seconds));
      try (ScaleLoad load = new ScaleLoad(rig, node, users)) {
        load.quiet(figures);
        load.whilePurging(purge, figures, out);
      }
      node.process().close();
      explain(rig, connection, users);
    }
  }

  /** By a node of its own: its connections log, which would spoil the times of the other. */
  private void explain(Rig rig, Connection connection, long users)
      throws IOException, SQLException {
    long unused = users - 1 - journeysBefore(connection);
    Plans.logThem(connection, true);
    Rig.Running node = rig.node("--set=trusted-proxies=127.0.0.1/32");
    try (Wire wire = new Wire(node.port())) {
      // after five times a statement is prepared, after five more it may get a plan for all values
      int started = rig.databaseLog().length();
      for (long i = 0; i < JOURNEYS; i++) {
        Journeys.whole(wire, new SeededUser(unused - i));
      }
      collect(Plans.read(rig.databaseLog().substring(started)), users);
    }
    Plans.logThem(connection, false);
    node.process().close();
  }

  /** Of what requests and the watch over epochs have asked; not of what a start asks. */
  private void collect(Map<String, Set<String>> ofThisSize, long users) {
    ofThisSize.forEach(
        (query, shapes) -> {
          plans.computeIfAbsent(query, q -> new TreeSet<>()).addAll(shapes);
          boolean readsAll = shapes.stream().anyMatch(shape -> shape.contains("Seq Scan"));
          if (readsAll && users == Collections.max(sizes)) {
            whole.add(query);
          }
        });
  }

  /** Of earlier runs: each has left a device of that name. */
  private static long journeysBefore(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT COUNT(*) FROM otp_device WHERE name = 'second'")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Scale()).execute(args));
  }
}
