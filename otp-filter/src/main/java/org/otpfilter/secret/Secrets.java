package org.otpfilter.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Comparison of secrets. */
public final class Secrets {

  private Secrets() {}

  /**
   * Whether two secret texts are the same, in a time that does not tell where they differ (R007).
   */
  public static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
