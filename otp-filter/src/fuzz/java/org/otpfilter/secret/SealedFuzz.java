package org.otpfilter.secret;

import java.util.List;

/** Bytes that nobody sealed never open, and never break anything but the attempt (R008). */
final class SealedFuzz {
  private static final SealingKeys KEYS =
      SealingKeys.parse(
          List.of("k:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), new Randomness());

  private SealedFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      KEYS.open(data, "row");
    } catch (UnsealException e) {
      return;
    }
    throw new AssertionError("opened what nobody sealed");
  }
}
