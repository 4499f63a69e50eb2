package org.otpfilter.enrol;

import java.util.ArrayList;
import java.util.List;
import org.otpfilter.device.UserLedger;
import org.otpfilter.device.UserLedger.NewRecoveryCode;
import org.otpfilter.secret.Randomness;
import org.otpfilter.secret.RecoveryCode;
import org.otpfilter.secret.RecoveryHash;
import org.otpfilter.user.UserId;

/** The recovery codes of a user, made anew. */
final class RecoverySet {
  private static final int CODES = 10;

  private RecoverySet() {}

  static List<RecoveryCode> renew(UserLedger ledger, UserId user, Randomness randomness) {
    List<RecoveryCode> codes = RecoveryCode.newSet(randomness, CODES);
    List<NewRecoveryCode> rows = new ArrayList<>();
    for (RecoveryCode code : codes) {
      RecoveryHash hash = RecoveryHash.of(code, user.key().hex(), randomness);
      rows.add(new NewRecoveryCode(code.selector(), hash));
    }
    ledger.replaceRecoveryCodes(rows);
    return codes;
  }
}
