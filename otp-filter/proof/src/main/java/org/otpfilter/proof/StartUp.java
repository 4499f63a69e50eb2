package org.otpfilter.proof;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the filter adds to an application's start. */
@Command(
    name = "StartUp",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts the application in new JVMs, in turn: without the filter, with the thin jar and its"
          + " libraries, with the drop-in jar; and again in the same JVM, as a redeployment does."
          + " The tables are there already. Prints the median times of Jetty's start in ms.",
      "Package the product first, for the drop-in jar: mvn package -pl otp-filter -DskipTests"
    })
public final class StartUp implements Callable<Integer> {

  /** What the drop-in jar brings itself; its SLF4J is another than that of Jetty. */
  private static final Pattern BROUGHT =
      Pattern.compile(
          ".*[/\\\\](otp-filter[/\\\\]target[/\\\\].*|"
              + "(HikariCP|flyway|core|caffeine|compiler|h2)-[^/\\\\]*\\.jar)");

  @Option(names = "--rounds", description = "(${DEFAULT-VALUE})")
  private int rounds = 5;

  @Option(names = "--dropin", description = "the drop-in jar (${DEFAULT-VALUE})")
  private Path dropin = Path.of("..", "target", "otp-filter-0.1.0-SNAPSHOT-dropin.jar");

  @Option(names = "--folder", description = "of the database, kept (${DEFAULT-VALUE})")
  private Path folder = Path.of("target", "proof-start");

  private final PrintStream out = System.out;

  /** One way to have the filter, and the times of its starts. */
  private record Way(String name, String filter, String classPath, List<double[]> times) {

    void start(String url) throws IOException, InterruptedException {
      List<String> arguments = List.of("--filter=" + filter, "--jdbc-url=" + url, "--starts=2");
      try (Jvm node = Jvm.start(List.of(), List.of(), classPath, Node.class, arguments)) {
        times.add(new double[] {started(node), started(node)});
        node.exit();
      }
    }

    private static double started(Jvm node) throws IOException {
      return Double.parseDouble(node.line().split(" ", -1)[1]);
    }

    String line() {
      return String.format(Locale.ROOT, "| %s | %.0f | %.0f |", name, median(0), median(1));
    }

    private double median(int which) {
      double[] sorted = times.stream().mapToDouble(pair -> pair[which]).sorted().toArray();
      return sorted[sorted.length / 2];
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String thin = System.getProperty("java.class.path");
    List<Way> ways = new ArrayList<>();
    ways.add(new Way("no filter", "none", thin, new ArrayList<>()));
    ways.add(new Way("thin jar", "otp", thin, new ArrayList<>()));
    @Nullable String withDropin = withDropin(thin);
    if (withDropin == null) {
      out.println("there is no " + dropin + ", so it is left out");
    } else {
      ways.add(new Way("drop-in jar", "otp", withDropin, new ArrayList<>()));
    }
    try (Rig rig = Rig.start(folder, 1_000, List.of(), out)) {
      for (int round = 0; round < rounds; round++) {
        for (Way way : ways) {
          way.start(rig.url());
        }
      }
    }
    out.println("| ms | new JVM | again in it |\n|---|--:|--:|");
    ways.forEach(way -> out.println(way.line()));
    return 0;
  }

  private @Nullable String withDropin(String thin) {
    if (!Files.isRegularFile(dropin)) {
      return null;
    }
    List<String> entries =
        new ArrayList<>(
            Arrays.stream(thin.split(File.pathSeparator, -1))
                .filter(entry -> !BROUGHT.matcher(entry).matches())
                .toList());
    entries.add(dropin.toAbsolutePath().toString());
    return String.join(File.pathSeparator, entries);
  }

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new StartUp()).execute(args));
  }
}
