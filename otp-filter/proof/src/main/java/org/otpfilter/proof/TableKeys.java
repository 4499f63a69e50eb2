package org.otpfilter.proof;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes keys and indexes of the product's tables away and makes them again as they were, because an
 * index is made faster at once than row by row. Reads them from the catalogue: the scripts stay the
 * only copy of the schema.
 */
final class TableKeys {
  private static final String CONSTRAINTS =
      "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
          + " WHERE connamespace = current_schema()::regnamespace AND contype = '%s'"
          + " AND conrelid::regclass::text LIKE 'otp\\_%%'";

  private static final String INDEXES =
      "SELECT indexname, indexdef FROM pg_indexes i WHERE schemaname = current_schema()"
          + " AND tablename LIKE 'otp\\_%' AND NOT EXISTS"
          + " (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)";

  private final Statement statement;
  private final List<String> toMake = new ArrayList<>();

  private TableKeys(Statement statement) {
    this.statement = statement;
  }

  /** Drops them; part of the connection's transaction, as is {@link #make}. */
  static TableKeys dropped(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      TableKeys keys = new TableKeys(statement);
      List<String> toDrop = new ArrayList<>();
      List<String> foreign = new ArrayList<>();
      keys.constraints("f", toDrop, foreign);
      keys.constraints("p", toDrop, keys.toMake);
      keys.indexes(toDrop);
      keys.toMake.addAll(foreign);
      for (String sql : toDrop) {
        statement.execute(sql);
      }
      return keys;
    }
  }

  private void constraints(String type, List<String> toDrop, List<String> made)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(CONSTRAINTS.formatted(type))) {
      while (rows.next()) {
        String alter = "ALTER TABLE " + rows.getString(1);
        toDrop.add(alter + " DROP CONSTRAINT " + rows.getString(2));
        made.add(alter + " ADD CONSTRAINT " + rows.getString(2) + " " + rows.getString(3));
      }
    }
  }

  private void indexes(List<String> toDrop) throws SQLException {
    try (ResultSet rows = statement.executeQuery(INDEXES)) {
      while (rows.next()) {
        toDrop.add("DROP INDEX " + rows.getString(1));
        toMake.add(rows.getString(2));
      }
    }
  }

  /** Makes them again. */
  void make(Connection connection) throws SQLException {
    try (Statement making = connection.createStatement()) {
      making.execute("SET LOCAL maintenance_work_mem = '512MB'");
      for (String sql : toMake) {
        making.execute(sql);
      }
    }
  }
}
