package org.otpfilter.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The plans of all statements that the server was given, as it chose them itself: from its log by
 * {@code auto_explain}, so that no statement of the product is written down a second time.
 */
final class Plans {
  private static final String[] SETTINGS = {
    "session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0",
  };

  private Plans() {}

  /** For connections made from now on. */
  static void logThem(Connection connection, boolean on) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOAD 'auto_explain'");
      for (String setting : SETTINGS) {
        String name = setting.substring(0, setting.indexOf(' '));
        statement.execute("ALTER ROLE postgres " + (on ? "SET " + setting : "RESET " + name));
      }
    }
  }

  /** Each statement on a table of the product, and the shapes of its plans without their costs. */
  static Map<String, Set<String>> read(String log) {
    Map<String, Set<String>> plans = new TreeMap<>();
    String query = null;
    StringBuilder shape = new StringBuilder();
    for (String line : log.split("\n", -1)) {
      if (line.startsWith("\tQuery Text: ")) {
        query = line.substring("\tQuery Text: ".length());
        shape.setLength(0);
      } else if (query != null && line.startsWith("\t")) {
        if (line.contains("(cost=") || line.contains("Index Cond:")) {
          shape.append(line.substring(1).replaceAll("  \\(cost=.*", "")).append('\n');
        }
      } else if (query != null) {
        if (query.contains("otp_")) {
          plans.computeIfAbsent(query, q -> new TreeSet<>()).add(shapeOf(shape));
        }
        query = null;
      }
    }
    return plans;
  }

  /** The same for the first executions, which show values, and for later ones, which do not. */
  private static String shapeOf(StringBuilder shape) {
    return shape
        .toString()
        .replaceAll("'[^']*'::[a-z ]+|\\(\\$\\d+\\)::[a-z ]+|\\$\\d+|\\b\\d+\\b", "?")
        .replace("(user_key)::text", "user_key");
  }
}
