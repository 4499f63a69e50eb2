package org.otpfilter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What the supported databases say differently. */
enum Dialect {
  H2(
      "h2",
      "MERGE INTO otp_user t USING (VALUES (?, ?, ?)) s(k, n, c) ON t.user_key = s.k"
          + " WHEN NOT MATCHED THEN INSERT (user_key, name, created_at) VALUES (s.k, s.n, s.c)",
      "CAST(CURRENT_TIMESTAMP AT TIME ZONE 'UTC' AS TIMESTAMP(6))",
      "DATEADD(MILLISECOND, ?, CAST(CURRENT_TIMESTAMP AT TIME ZONE 'UTC' AS TIMESTAMP(6)))",
      "MERGE INTO otp_failure_day t USING (VALUES (?, ?)) s(k, d)"
          + " ON t.user_key = s.k AND t.utc_day = s.d"
          + " WHEN MATCHED THEN UPDATE SET failures = t.failures + 1"
          + " WHEN NOT MATCHED THEN INSERT (user_key, utc_day, failures) VALUES (s.k, s.d, 1)"),
  POSTGRESQL(
      "postgresql",
      "INSERT INTO otp_user (user_key, name, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      "(clock_timestamp() AT TIME ZONE 'UTC')",
      "(clock_timestamp() AT TIME ZONE 'UTC') + (? * INTERVAL '1 millisecond')",
      "INSERT INTO otp_failure_day (user_key, utc_day, failures) VALUES (?, ?, 1)"
          + " ON CONFLICT (user_key, utc_day) DO UPDATE SET failures = otp_failure_day.failures + 1"),
  MARIADB(
      "mariadb",
      "INSERT IGNORE INTO otp_user (user_key, name, created_at) VALUES (?, ?, ?)",
      "UTC_TIMESTAMP(6)",
      "DATE_ADD(UTC_TIMESTAMP(6), INTERVAL ? * 1000 MICROSECOND)",
      "INSERT INTO otp_failure_day (user_key, utc_day, failures) VALUES (?, ?, 1)"
          + " ON DUPLICATE KEY UPDATE failures = failures + 1");

  final String folder;
  final String addUser;
  final String now;
  final String nowPlusMillis;
  final String countDay;

  Dialect(String folder, String addUser, String now, String nowPlusMillis, String countDay) {
    this.folder = folder;
    this.addUser = addUser;
    this.now = now;
    this.nowPlusMillis = nowPlusMillis;
    this.countDay = countDay;
  }

  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product.toLowerCase(Locale.ROOT)) {
      case "h2" -> H2;
      case "postgresql" -> POSTGRESQL;
      case "mariadb", "mysql" -> MARIADB;
      default ->
          throw new StoreStartException(
              "the database is \""
                  + product
                  + "\"; supported are H2, PostgreSQL, MariaDB and MySQL");
    };
  }
}
