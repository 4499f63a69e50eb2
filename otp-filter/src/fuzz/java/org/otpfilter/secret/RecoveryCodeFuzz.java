package org.otpfilter.secret;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A recovery code that was read is one that could stand on paper. */
final class RecoveryCodeFuzz {
  private RecoveryCodeFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Optional<RecoveryCode> read = RecoveryCode.parse(new String(data, StandardCharsets.UTF_8));
    if (read.isEmpty()) {
      return;
    }
    String paper = read.get().forPaper();
    if (!paper.matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}")
        || !RecoveryCode.parse(paper).orElseThrow().forPaper().equals(paper)) {
      throw new AssertionError("read, but not as it is printed");
    }
  }
}
