package org.otpfilter.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.otpfilter.testing.Database;
import org.otpfilter.testing.TestDatabase;

/** A DBA who applies the scripts by hand, a statement after the other. */
final class Scripts {

  private Scripts() {}

  static String folder(TestDatabase kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static List<String> statements(TestDatabase kind) {
    String path = "/org/otpfilter/sql/" + folder(kind) + "/V1__schema.sql";
    try (InputStream script = Scripts.class.getResourceAsStream(path)) {
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      // comments may hold semicolons, statements none but their own
      return Arrays.stream(text.replaceAll("(?m)--.*$", "").split(";"))
          .map(String::strip)
          .filter(statement -> !statement.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void apply(Database database, List<String> statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement runner = connection.createStatement()) {
      for (String statement : statements) {
        runner.execute(statement);
      }
    }
  }
}
