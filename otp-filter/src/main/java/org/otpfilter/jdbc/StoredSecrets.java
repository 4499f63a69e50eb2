package org.otpfilter.jdbc;

import java.util.HashSet;
import java.util.Set;
import org.otpfilter.secret.SealingKeys;
import org.otpfilter.secret.UnsealException;

/**
 * The check at start that the sealing keys are those of what is stored (R006). It reads {@value
 * #MOST} devices: all of them where there are no more, else it reads as many again from all over
 * the table, so that a start takes as long with ten million users as with ten thousand. A key that
 * only a few of very many devices need can be missing unnoticed; their codes are refused then, and
 * each refusal is a {@code secret-unreadable} event.
 */
final class StoredSecrets {
  private static final int MOST = 4_096;
  private static final String HEX = "0123456789abcdef";
  private static final String FROM_ID =
      "SELECT id, user_key, secret FROM otp_device"
          + " WHERE confirmed_at IS NOT NULL AND id >= ? ORDER BY id LIMIT ?";

  private final SealingKeys keys;
  private final String where;
  private final Set<String> tried = new HashSet<>();
  private final Set<String> opened = new HashSet<>();
  private int read;

  StoredSecrets(SealingKeys keys, String where) {
    this.keys = keys;
    this.where = where;
  }

  /**
   * Tries every key id that is met; one damaged row among others that open does not stop the start.
   */
  void check(SqlSession sql) {
    // ids are random: an equal share from each first digit is a fair sample
    if (attemptFrom("", MOST, sql) == MOST) {
      HEX.chars()
          .mapToObj(Character::toString)
          .forEach(digit -> attemptFrom(digit, MOST / HEX.length(), sql));
    }
    if (read > 0 && tried.isEmpty()) {
      throw new StoreStartException(
          "what is stored in "
              + where
              + " as secrets is none: not one of "
              + read
              + " devices has anything that was sealed; restore otp_device from a good backup",
          null);
    }
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

  /** Answers how many there were. */
  private int attemptFrom(String id, int most, SqlSession sql) {
    int before = read;
    sql.each(
        FROM_ID,
        row -> {
          attempt(row.getString(1), row.getString(2), row.getBytes(3));
          read++;
        },
        id,
        most);
    return read - before;
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
