package org.otpfilter.secret;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The only source of randomness (R002). Thread-safe. */
public final class Randomness {
  private final SecureRandom random = new SecureRandom();

  /** So many random bytes. */
  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A token of 256 bits for forms and cookies. */
  public String token() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
  }

  /** An id of 128 bits: 32 lower-case hex digits. */
  public String id() {
    return HexFormat.of().formatHex(bytes(16));
  }
}
