package org.otpfilter.jdbc;

import java.sql.SQLException;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The tables' version, brought up to date or checked at start. What counts is the version that the
 * scripts record in {@code otp_schema}, however they were applied.
 */
final class Schema {
  private final DataSource source;
  private final Transactions transactions;
  private final Dialect dialect;
  private final String where;

  Schema(DataSource source, Transactions transactions, String where) {
    this.source = source;
    this.transactions = transactions;
    this.dialect = transactions.dialect();
    this.where = where;
  }

  /** Leaves tables of this jar's version that can be used, or throws saying what to do. */
  void prepare(boolean migrate) {
    int recorded = recorded();
    Flyway flyway = flyway(recorded);
    try {
      NavigableMap<Integer, String> scripts = scripts(flyway);
      int newest = scripts.lastKey();
      if (migrate && recorded <= newest) {
        flyway.migrate();
        recorded = recorded();
      }
      if (recorded != newest) {
        throw new StoreStartException(outdated(recorded, scripts), null);
      }
    } catch (FlywayException e) {
      throw new StoreStartException(
          "the tables in "
              + where
              + " cannot be brought up to date: "
              + e.getMessage()
              + "; grant the right to create tables, or let a DBA apply the scripts of sql/"
              + dialect.folder()
              + " and set migrate=false",
          e);
    }
    transactions.plain(sql -> Grants.check(sql, where));
  }

  private String outdated(int recorded, NavigableMap<Integer, String> scripts) {
    if (recorded > scripts.lastKey()) {
      return "the tables in "
          + where
          + " are of version "
          + recorded
          + ", this jar knows "
          + scripts.lastKey()
          + "; a newer otp-filter has migrated them: use that one";
    }
    return "the tables in "
        + where
        + (recorded == 0 ? " are missing" : " are of version " + recorded)
        + "; apply "
        + String.join(", ", scripts.tailMap(recorded, false).values())
        + " of sql/"
        + dialect.folder()
        + ", or set migrate=true";
  }

  private Flyway flyway(int recorded) {
    return Flyway.configure(Schema.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:org/otpfilter/sql/" + dialect.folder())
        .failOnMissingLocations(true)
        .table("otp_schema_history")
        .createSchemas(false)
        // other tables may be there, and scripts that a DBA applied by hand are not run again
        .baselineOnMigrate(true)
        .baselineVersion(Integer.toString(recorded))
        .load();
  }

  private static NavigableMap<Integer, String> scripts(Flyway flyway) {
    NavigableMap<Integer, String> scripts = new TreeMap<>();
    for (MigrationInfo script : flyway.info().all()) {
      if (script.getVersion() != null && script.getScript().endsWith(".sql")) {
        scripts.put(Integer.parseInt(script.getVersion().getVersion()), script.getScript());
      }
    }
    return scripts;
  }

  /** The newest version that a script recorded, 0 without the tables. */
  private int recorded() {
    try {
      return transactions.plain(
          sql ->
              sql.first("SELECT COALESCE(MAX(version), 0) FROM otp_schema", row -> row.getInt(1))
                  .orElse(0));
    } catch (StatementFailedException e) {
      if (Dialect.isMissingTable(e.failure())) {
        return 0;
      }
      throw unreadable(e.failure());
    }
  }

  private StoreStartException unreadable(SQLException e) {
    return new StoreStartException(
        "otp_schema in " + where + " cannot be read: " + e.getMessage() + "; grant SELECT on it",
        e);
  }
}
