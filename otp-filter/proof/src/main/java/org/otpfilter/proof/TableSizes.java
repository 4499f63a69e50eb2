package org.otpfilter.proof;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** How much room the product's tables take, indexes included. */
final class TableSizes {
  private static final String EACH =
      "SELECT relname, pg_table_size(oid), pg_indexes_size(oid), reltuples::bigint FROM pg_class"
          + " WHERE relkind = 'r' AND relname LIKE 'otp\\_%' AND reltuples > 100 ORDER BY relname";

  private final Connection connection;

  TableSizes(Connection connection) {
    this.connection = connection;
  }

  void print(long users, PrintStream out) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(EACH)) {
      while (row.next()) {
        long bytes = row.getLong(2) + row.getLong(3);
        out.println(
            String.format(
                Locale.ROOT,
                "%d users: %s has %d rows, %.1f MiB, of it %.1f MiB indexes; %.0f bytes a row",
                users,
                row.getString(1),
                row.getLong(4),
                bytes / 1048576.0,
                row.getLong(3) / 1048576.0,
                (double) bytes / Math.max(1, row.getLong(4))));
      }
    }
  }
}
