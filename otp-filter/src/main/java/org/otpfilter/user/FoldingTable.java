package org.otpfilter.user;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The characters that folding drops or replaces, read from {@code folding.txt}, which explains its
 * form. Case and compatibility are not in it.
 */
final class FoldingTable {

  private static final String RESOURCE = "folding.txt";

  private final Map<Integer, String> replacements = new HashMap<>();

  private FoldingTable() {}

  static FoldingTable load() {
    FoldingTable table = new FoldingTable();
    InputStream resource = FoldingTable.class.getResourceAsStream(RESOURCE);
    if (resource == null) {
      throw new IllegalStateException("the jar lacks org/otpfilter/user/" + RESOURCE);
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
      lines
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(table::addLine);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
    return table;
  }

  /** Returns what stands for this character, empty if it is dropped, or null if it stays. */
  @Nullable String replacement(int codePoint) {
    return replacements.get(codePoint);
  }

  private void addLine(String line) {
    int start = 0;
    while (start < line.length()) {
      int end = line.indexOf(' ', start);
      end = end < 0 ? line.length() : end;
      addEntry(line.substring(start, end));
      start = end + 1;
    }
  }

  private void addEntry(String entry) {
    int equals = entry.indexOf('=');
    String range = equals < 0 ? entry : entry.substring(0, equals);
    int dash = range.indexOf('-');
    int first = hex(dash < 0 ? range : range.substring(0, dash));
    int last = dash < 0 ? first : hex(range.substring(dash + 1));
    for (int codePoint = first; codePoint <= last; codePoint++) {
      String to = equals < 0 ? "" : replacement(entry.substring(equals + 1), codePoint - first);
      replacements.put(codePoint, to);
    }
  }

  private static String replacement(String codePoints, int distance) {
    int plus = codePoints.indexOf('+');
    String first = plus < 0 ? codePoints : codePoints.substring(0, plus);
    String head = Character.toString(hex(first) + distance);
    return plus < 0 ? head : head + replacement(codePoints.substring(plus + 1), 0);
  }

  private static int hex(String digits) {
    return Integer.parseInt(digits, 16);
  }
}
