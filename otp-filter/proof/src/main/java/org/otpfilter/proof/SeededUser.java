package org.otpfilter.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.otpfilter.user.UserNames;

/**
 * User number n, by a rule that any program can follow. With S(x) for SHA-256 of the UTF-8 of x:
 *
 * <pre>
 * name       user&lt;n&gt;, n from 0
 * secret     the first 20 bytes of S("otp-filter proof secret user&lt;n&gt;")
 * device id  the first 16 bytes of S("otp-filter proof device user&lt;n&gt;"), in hex
 * device     SHA-1, 6 digits, 30 s
 * </pre>
 *
 * Codes are computed here from the RFCs, not by the product, which has to agree.
 */
public record SeededUser(long number) {
  static final int PERIOD_SECONDS = 30;

  /** The user of that name. */
  static SeededUser named(String name) {
    return new SeededUser(Long.parseLong(name.substring("user".length())));
  }

  /** What the user signs in as. */
  public String name() {
    return "user" + number;
  }

  /** What the product stores the user under. */
  public String key() {
    return UserNames.folded().identify(name()).key().hex();
  }

  byte[] secret() {
    return Arrays.copyOf(digest("otp-filter proof secret " + name()), 20);
  }

  public String deviceId() {
    return HexFormat.of().formatHex(digest("otp-filter proof device " + name()), 0, 16);
  }

  /** The step of an instant. */
  public static long step(long epochMillis) {
    return Math.floorDiv(epochMillis, PERIOD_SECONDS * 1000L);
  }

  /** The right code of a step. */
  public String code(long step) {
    return code(secret(), step);
  }

  /** The right code of a step, for any secret with SHA-1. */
  static String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hmac = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int binary = ByteBuffer.wrap(hmac).getInt(hmac[hmac.length - 1] & 0xf) & 0x7fffffff;
      return String.format(Locale.ROOT, "%06d", binary % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA1", e);
    }
  }

  /** A code that is not that of the step, nor of its neighbours. */
  public String wrongCode(long step) {
    for (int i = 0; ; i++) {
      String code = String.format(Locale.ROOT, "%06d", i);
      if (!code.equals(code(step - 1))
          && !code.equals(code(step))
          && !code.equals(code(step + 1))) {
        return code;
      }
    }
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
