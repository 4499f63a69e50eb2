package org.otpfilter.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * A Markdown table of benchmarks, in nanoseconds and bytes per operation, medians of all rounds.
 */
final class Table {
  private final Map<String, Row> rows = new LinkedHashMap<>();

  private record Row(List<Double> clock, List<Double> cpu, List<Double> bytes) {
    Row() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    String cells() {
      double low = cpu.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
      double high = cpu.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
      return String.format(
          Locale.ROOT,
          "%s | %s – %s | %s | %s |",
          figure(median(cpu)),
          figure(low),
          figure(high),
          figure(median(clock)),
          figure(median(bytes)));
    }

    private static double median(List<Double> values) {
      List<Double> sorted = values.stream().sorted().toList();
      int size = sorted.size();
      return size == 0 ? Double.NaN : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    private static String figure(double value) {
      return String.format(Locale.ROOT, value > 0.05 && value < 10 ? "%.1f" : "%.0f", value);
    }
  }

  /** Adds a round. */
  void add(Collection<RunResult> results) {
    for (RunResult result : results) {
      Row row = rows.computeIfAbsent(name(result.getParams()), name -> new Row());
      row.clock().add(result.getPrimaryResult().getScore());
      result
          .getSecondaryResults()
          .forEach(
              (key, value) -> {
                if (key.endsWith(CpuProfiler.CPU)) {
                  row.cpu().add(value.getScore());
                } else if (key.endsWith("gc.alloc.rate.norm")) {
                  row.bytes().add(value.getScore());
                }
              });
    }
  }

  private static String name(BenchmarkParams params) {
    String full = params.getBenchmark();
    String method = full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1);
    return params.getParamsKeys().stream()
        .map(params::getParam)
        .collect(Collectors.joining(" ", method.replace("Benchmark", "") + " ", ""))
        .trim();
  }

  @Override
  public String toString() {
    return rows.entrySet().stream()
        .map(row -> "| " + row.getKey() + " | " + row.getValue().cells())
        .collect(
            Collectors.joining(
                "\n",
                "| benchmark | ns of CPU | its rounds | ns by the clock | bytes |\n"
                    + "|---|--:|--:|--:|--:|\n",
                ""));
  }
}
