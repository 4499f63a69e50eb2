package org.otpfilter.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Rows on their way into one table by {@code INSERT}, many in one go. */
final class BatchRows implements TableRows {
  private static final int AT_ONCE = 1_000;

  private final PreparedStatement insert;
  private int waiting;

  BatchRows(Connection connection, String table, String columns) throws SQLException {
    String places = String.join(", ", Collections.nCopies(columns.split(",", -1).length, "?"));
    insert =
        connection.prepareStatement(
            "INSERT INTO " + table + " (" + columns + ") VALUES (" + places + ")");
  }

  @Override
  public void add(@Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      insert.setObject(i + 1, values[i]);
    }
    insert.addBatch();
    if (++waiting == AT_ONCE) {
      flush();
    }
  }

  private void flush() throws SQLException {
    insert.executeBatch();
    waiting = 0;
  }

  @Override
  public void end() throws SQLException {
    flush();
    insert.close();
  }
}
