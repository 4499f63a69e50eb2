package org.otpfilter.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured: a row a measurement, as a table to read and as JSON to keep. */
final class Figures {
  private final List<Row> rows = new ArrayList<>();

  /** One round; CPU in microseconds per operation. */
  record Row(
      String what,
      int round,
      long operations,
      double perSecond,
      double p50Millis,
      double p99Millis,
      double serverCpu,
      double databaseCpu,
      long wrong) {

    /** The median of each figure, and all wrong answers. */
    static Row median(List<Row> rows) {
      Row first = rows.get(0);
      return new Row(
          first.what,
          0,
          rows.stream().mapToLong(Row::operations).sum(),
          median(rows.stream().mapToDouble(Row::perSecond).sorted().toArray()),
          median(rows.stream().mapToDouble(Row::p50Millis).sorted().toArray()),
          median(rows.stream().mapToDouble(Row::p99Millis).sorted().toArray()),
          median(rows.stream().mapToDouble(Row::serverCpu).sorted().toArray()),
          median(rows.stream().mapToDouble(Row::databaseCpu).sorted().toArray()),
          rows.stream().mapToLong(Row::wrong).sum());
    }

    private static double median(double[] sorted) {
      return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
  }

  void add(Row row) {
    rows.add(row);
  }

  long wrong() {
    return rows.stream().mapToLong(Row::wrong).sum();
  }

  /** Medians over the rounds, in the order in which they came. */
  List<Row> medians() {
    Map<String, List<Row>> byName = new LinkedHashMap<>();
    rows.forEach(row -> byName.computeIfAbsent(row.what(), name -> new ArrayList<>()).add(row));
    return byName.values().stream().map(Row::median).toList();
  }

  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        "| median of the rounds | operations | per second | p50 ms | p99 ms | CPU µs server |"
            + " CPU µs database | wrong |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
    for (Row row : medians()) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.0f | %.2f | %.2f | %.1f | %.1f | %d |%n",
              row.what(),
              row.operations(),
              row.perSecond(),
              row.p50Millis(),
              row.p99Millis(),
              row.serverCpu(),
              row.databaseCpu(),
              row.wrong()));
    }
    return table.toString();
  }

  void writeJson(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(file.toFile(), Map.of("rounds", rows, "medians", medians()));
  }
}
