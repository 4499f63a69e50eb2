package org.otpfilter.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs benchmarks in rounds, so that what is compared alternates, and prints one table. JMH's own
 * results of every round go into a JSON file each.
 */
public final class Benchmarks {

  private Benchmarks() {}

  /**
   * Runs.
   *
   * @param arguments JSON file, number of rounds, then JMH's own arguments; several in one are
   *     split at blanks
   */
  public static void main(String[] arguments) throws Exception {
    Path json = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    List<String> rest = new ArrayList<>();
    for (int i = 2; i < arguments.length; i++) {
      rest.addAll(List.of(arguments[i].trim().split("\\s+")));
    }
    Options options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(rest.toArray(String[]::new)))
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuProfiler.class)
            .shouldFailOnError(true)
            .build();
    Table table = new Table();
    for (int round = 1; round <= rounds; round++) {
      Collection<RunResult> results = new Runner(options).run();
      if (results.isEmpty()) {
        throw new IllegalStateException("no benchmark ran");
      }
      write(results, json.resolveSibling(name(json, round, rounds)));
      table.add(results);
    }
    System.out.println(System.lineSeparator() + table);
  }

  private static String name(Path json, int round, int rounds) {
    String name = json.getFileName().toString();
    return rounds == 1 ? name : name.replaceFirst("(\\.json)?$", "-" + round + "$1");
  }

  private static void write(Collection<RunResult> results, Path file) throws Exception {
    try (PrintStream out = new PrintStream(file.toFile(), "UTF-8")) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    System.out.println("written: " + file.toAbsolutePath().normalize());
  }
}
