package org.otpfilter.user;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** Any name is one user, however it is spelt, or refused. */
final class NamesFuzz {
  private NamesFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String name = new String(data, StandardCharsets.UTF_8);
    UserId user;
    try {
      user = UserNames.folded().identify(name);
    } catch (UnusableNameException e) {
      return;
    }
    String folded = Folding.fold(name);
    if (!folded.equals(Folding.fold(folded))) {
      throw new AssertionError("folded twice is not folded once");
    }
    for (String spelling :
        new String[] {
          " " + name + "\t",
          folded,
          Normalizer.normalize(name, Normalizer.Form.NFC),
          Normalizer.normalize(name, Normalizer.Form.NFD)
        }) {
      if (!UserNames.folded().identify(spelling).key().equals(user.key())) {
        throw new AssertionError("another user: " + spelling);
      }
    }
  }
}
