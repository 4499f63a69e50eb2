package org.otpfilter.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the product does to its tables, tried at start with statements that find no row. */
final class Grants {
  private static final String NEVER = " WHERE 1 = 0";
  private static final String NOBODY = " FROM otp_user" + NEVER;

  private Grants() {}

  /** Throws with every right that is missing; true if none is. */
  static boolean check(SqlSession sql, String where) {
    Map<String, String> missing = new LinkedHashMap<>();
    uses()
        .forEach(
            (right, statement) -> {
              try {
                if (statement.startsWith("SELECT")) {
                  sql.list(statement, row -> 1);
                } else {
                  sql.update(statement);
                }
              } catch (StatementFailedException e) {
                missing.put(right, String.valueOf(e.failure().getMessage()));
              }
            });
    if (!missing.isEmpty()) {
      throw new StoreStartException(
          "the database's user cannot do what is needed in "
              + where
              + ": "
              + String.join(", ", missing.keySet())
              + "; grant it, or look whether this is the right schema ("
              + missing.values().iterator().next()
              + ")",
          null);
    }
    return true;
  }

  private static Map<String, String> uses() {
    Map<String, String> uses = new LinkedHashMap<>();
    uses.put("SELECT on otp_user", "SELECT epoch" + NOBODY);
    uses.put(
        "INSERT on otp_user",
        "INSERT INTO otp_user (user_key, name, created_at) SELECT user_key, name, created_at"
            + NOBODY);
    uses.put("UPDATE on otp_user", "UPDATE otp_user SET epoch = epoch + 1" + NEVER);
    changed(uses, "otp_device", "name");
    uses.put(
        "INSERT on otp_device",
        "INSERT INTO otp_device (id, user_key, name, algorithm, digits, period, secret, epoch,"
            + " created_at) SELECT id, user_key, name, algorithm, digits, period, secret, epoch,"
            + " created_at FROM otp_device"
            + NEVER);
    changed(uses, "otp_recovery_code", "selector");
    uses.put(
        "INSERT on otp_recovery_code",
        "INSERT INTO otp_recovery_code (user_key, selector, hash, created_at)"
            + " SELECT user_key, '-', '-', created_at"
            + NOBODY);
    changed(uses, "otp_failure_day", "failures");
    uses.put(
        "INSERT on otp_failure_day",
        "INSERT INTO otp_failure_day (user_key, utc_day, failures)"
            + " SELECT user_key, created_at, 0"
            + NOBODY);
    uses.put(
        "INSERT on otp_event",
        "INSERT INTO otp_event (at, event, node, occurrences) SELECT created_at, '-', '-', 0"
            + NOBODY);
    return uses;
  }

  private static void changed(Map<String, String> uses, String table, String column) {
    uses.put("SELECT on " + table, "SELECT " + column + " FROM " + table + NEVER);
    uses.put("UPDATE on " + table, "UPDATE " + table + " SET " + column + " = " + column + NEVER);
    uses.put("DELETE on " + table, "DELETE FROM " + table + NEVER);
  }
}
