package org.otpfilter.jdbc;

import java.sql.SQLException;
import java.util.Optional;

/** What differs between the databases; all other SQL is the same for all of them. */
enum Dialect {
  /** CURRENT_TIMESTAMP has an offset here, and a cast would answer the time of the JVM's zone. */
  H2(
      "DATEADD(MICROSECOND, CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000000 AS BIGINT),"
          + " TIMESTAMP '1970-01-01 00:00:00')",
      "MERGE INTO otp_failure_day t"
          + " USING (VALUES (CAST(? AS VARCHAR(64)), CAST(? AS DATE))) s (k, d)"
          + " ON t.user_key = s.k AND t.utc_day = s.d"
          + " WHEN MATCHED THEN UPDATE SET failures = t.failures + 1"
          + " WHEN NOT MATCHED THEN INSERT (user_key, utc_day, failures) VALUES (s.k, s.d, 1)"),
  /** CURRENT_TIMESTAMP is the start of the transaction, which may have waited for a lock since. */
  POSTGRESQL(
      "clock_timestamp() AT TIME ZONE 'UTC'",
      "INSERT INTO otp_failure_day (user_key, utc_day, failures) VALUES (?, ?, 1)"
          + " ON CONFLICT (user_key, utc_day)"
          + " DO UPDATE SET failures = otp_failure_day.failures + 1"),
  /** MariaDB and MySQL. */
  MARIADB(
      "UTC_TIMESTAMP(6)",
      "INSERT INTO otp_failure_day (user_key, utc_day, failures) VALUES (?, ?, 1)"
          + " ON DUPLICATE KEY UPDATE failures = failures + 1");

  private final String utcNow;
  private final String countFailureDay;

  Dialect(String utcNow, String countFailureDay) {
    this.utcNow = utcNow;
    this.countFailureDay = countFailureDay;
  }

  /** The dialect of a product as its driver names it; empty for any other. */
  static Optional<Dialect> ofProduct(String name) {
    return switch (name) {
      case "H2" -> Optional.of(H2);
      case "PostgreSQL" -> Optional.of(POSTGRESQL);
      case "MariaDB", "MySQL" -> Optional.of(MARIADB);
      default -> Optional.empty();
    };
  }

  /** The folder of its scripts. */
  String folder() {
    return switch (this) {
      case H2 -> "h2";
      case POSTGRESQL -> "postgresql";
      case MARIADB -> "mariadb";
    };
  }

  /** An expression: the database's own clock, in UTC, without a zone. */
  String utcNow() {
    return utcNow;
  }

  /** A statement with user key and day as parameters: adds one failure to that day. */
  String countFailureDay() {
    return countFailureDay;
  }

  /** Whether the same transaction may succeed when it is run again at once. */
  boolean isTransient(SQLException failure) {
    String state = failure.getSQLState();
    if ("40001".equals(state)) {
      return true;
    }
    int code = failure.getErrorCode();
    return switch (this) {
      // concurrent update, lock timeout
      case H2 -> code == 90131 || code == 50200;
      // deadlock
      case POSTGRESQL -> "40P01".equals(state);
      // deadlock, lock wait timeout, changed since the snapshot
      case MARIADB -> code == 1213 || code == 1205 || code == 1020;
    };
  }

  /** Whether the failure says that a table is not there. */
  static boolean isMissingTable(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith("42S0") || state.equals("42P01"));
  }

  /** Whether a row with that key is there already. */
  static boolean isDuplicate(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && state.startsWith("23");
  }
}
