package org.otpfilter.proof;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows on their way into one table, by the fastest way that the database has. */
interface TableRows {

  /**
   * Begins; the connection can do nothing else until {@link #end}.
   *
   * @param columns their names, with commas
   */
  static TableRows into(Connection connection, String table, String columns) throws SQLException {
    return connection.isWrapperFor(PGConnection.class)
        ? CopyRows.into(connection, table, columns)
        : new BatchRows(connection, table, columns);
  }

  /** Adds a row. No text may hold a tab, a line break or a backslash. */
  void add(@Nullable Object... values) throws SQLException;

  /** All of them are in the table when it returns. */
  void end() throws SQLException;
}
