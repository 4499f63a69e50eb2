package org.otpfilter.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** A Markdown table of benchmarks: median, lowest and highest round, bytes per operation. */
final class Table {
  private final Map<String, Row> rows = new LinkedHashMap<>();

  private record Row(String unit, List<Double> scores, List<Double> bytes) {
    double median(List<Double> values) {
      List<Double> sorted = values.stream().sorted().toList();
      return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    String line() {
      double low = scores.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      double high = scores.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      return String.format(
          Locale.ROOT,
          "%s %s | %s – %s | %.0f |",
          figure(median(scores)),
          unit,
          figure(low),
          figure(high),
          bytes.isEmpty() ? Double.NaN : median(bytes));
    }

    private static String figure(double value) {
      return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }
  }

  /** Adds a round. */
  void add(Collection<RunResult> results) {
    for (RunResult result : results) {
      Result<?> primary = result.getPrimaryResult();
      Row row =
          rows.computeIfAbsent(
              name(result.getParams()),
              name -> new Row(primary.getScoreUnit(), new ArrayList<>(), new ArrayList<>()));
      row.scores().add(primary.getScore());
      result.getSecondaryResults().forEach((key, value) -> addBytes(row, key, value));
    }
  }

  private static void addBytes(Row row, String key, Result<?> value) {
    if (key.endsWith("gc.alloc.rate.norm")) {
      row.bytes().add(value.getScore());
    }
  }

  private static String name(BenchmarkParams params) {
    String full = params.getBenchmark();
    String method = full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1);
    return params.getParamsKeys().stream()
        .map(key -> key + "=" + params.getParam(key))
        .collect(Collectors.joining(" ", method.replace("Benchmark", "") + " ", ""))
        .trim();
  }

  @Override
  public String toString() {
    return rows.entrySet().stream()
        .map(row -> "| " + row.getKey() + " | " + row.getValue().line())
        .collect(
            Collectors.joining(
                "\n", "| benchmark | median | rounds | B/op |\n|---|--:|--:|--:|\n", ""));
  }
}
