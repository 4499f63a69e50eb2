package org.otpfilter.user;

import java.nio.charset.StandardCharsets;
import org.otpfilter.policy.DurationText;
import org.otpfilter.policy.PathPattern;

/** Small texts of settings are read, or refused with what is allowed. */
final class SourcesFuzz {
  private SourcesFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    refusedWithWords(() -> AttributePath.parse("session:" + text));
    refusedWithWords(() -> Network.parse(text));
    refusedWithWords(() -> DurationText.parse(text));
    refusedWithWords(() -> PathPattern.parse(text));
    IpAddress.parse(text)
        .filter(address -> !IpAddress.parse(address.toString()).orElseThrow().equals(address))
        .ifPresent(
            address -> {
              throw new AssertionError("another address: " + address);
            });
  }

  private static void refusedWithWords(Runnable parse) {
    try {
      parse.run();
    } catch (IllegalArgumentException e) {
      if (e.getMessage() == null || e.getMessage().isBlank()) {
        throw new AssertionError("refused without words", e);
      }
    }
  }
}
