package org.otpfilter.jdbc;

import java.util.HashSet;
import java.util.Set;
import org.otpfilter.secret.SealingKeys;
import org.otpfilter.secret.UnsealException;

/** The check at start that the sealing keys are those of what is stored (R006). */
final class StoredSecrets {
  private static final String EACH =
      "SELECT id, user_key, secret FROM otp_device WHERE confirmed_at IS NOT NULL";

  private final SealingKeys keys;
  private final String where;
  private final Set<String> tried = new HashSet<>();
  private final Set<String> opened = new HashSet<>();

  StoredSecrets(SealingKeys keys, String where) {
    this.keys = keys;
    this.where = where;
  }

  /**
   * Tries every key id that is stored; one damaged row among others that open does not stop the
   * start.
   */
  void check(SqlSession sql) {
    sql.each(EACH, row -> attempt(row.getString(1), row.getString(2), row.getBytes(3)));
    tried.removeAll(opened);
    if (!tried.isEmpty()) {
      throw new StoreStartException(
          "secret-key does not open what is stored in "
              + where
              + " under the key "
              + String.join(", ", tried)
              + "; give the key of that id that sealed it (behind the new one, if there is one)",
          null);
    }
  }

  private void attempt(String id, String userKey, byte[] secret) {
    try {
      String keyId = SealingKeys.keyIdOf(secret);
      if (opened.contains(keyId)) {
        return;
      }
      tried.add(keyId);
      keys.open(secret, DeviceSecrets.boundTo(userKey, id));
      opened.add(keyId);
    } catch (UnsealException e) {
      // counted as tried; a row that is no sealed secret at all is met when its user signs in
    }
  }
}
