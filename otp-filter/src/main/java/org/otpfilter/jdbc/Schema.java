package org.otpfilter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to date, or checks it. */
final class Schema {

  /** The newest script in {@code sql/}. */
  static final int VERSION = 1;

  private Schema() {}

  static void prepare(DataSource source, Dialect dialect, boolean migrate) {
    int recorded = recorded(source);
    if (migrate && recorded < VERSION) {
      migrate(source, dialect, recorded);
      recorded = recorded(source);
    }
    if (recorded != VERSION) {
      throw new StoreStartException(
          recorded == 0
              ? "the tables are missing; apply the scripts of sql/"
                  + dialect.folder
                  + " in order, or set migrate=true"
              : "the schema is of version " + recorded + ", this jar needs " + VERSION);
    }
  }

  /** The version that the scripts themselves recorded, however they were applied. */
  private static int recorded(DataSource source) {
    try (Connection connection = Connections.open(source)) {
      List<Integer> versions =
          new Sql(connection)
              .query("SELECT COALESCE(MAX(version), 0) FROM otp_schema", r -> r.getInt(1));
      return versions.get(0);
    } catch (Sql.SqlFailure missing) {
      return 0;
    } catch (SQLException e) {
      throw new StoreStartException("the database cannot be reached: " + e.getMessage(), e);
    }
  }

  private static void migrate(DataSource source, Dialect dialect, int recorded) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:org/otpfilter/sql/" + dialect.folder)
          .table("otp_schema_history")
          .baselineOnMigrate(true)
          .baselineVersion(Integer.toString(recorded))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreStartException(
          "the schema cannot be brought up to date: " + e.getMessage(), e);
    }
  }
}
