package org.otpfilter.secret;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A recovery code as stored: a slow hash with a salt of its own, for one user (R046).
 *
 * @param text {@code pbkdf2-sha256$iterations$salt$hash}
 */
public record RecoveryHash(String text) {

  /** Below a million iterations, so that a changed row cannot keep a thread busy. */
  private static final Pattern SHAPE =
      Pattern.compile(
          "pbkdf2-sha256\\$([1-9]\\d{3,5})\\$([A-Za-z0-9+/]{22}==)\\$([A-Za-z0-9+/]{43}=)");

  private static final int ITERATIONS = 20_000;

  public RecoveryHash {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException("this is no hash of a recovery code");
    }
  }

  /** Hashes a code for a user, given by key. */
  public static RecoveryHash of(RecoveryCode code, String userKey, Randomness randomness) {
    byte[] salt = randomness.bytes(16);
    Base64.Encoder base64 = Base64.getEncoder();
    return new RecoveryHash(
        "pbkdf2-sha256$"
            + ITERATIONS
            + "$"
            + base64.encodeToString(salt)
            + "$"
            + base64.encodeToString(hash(code, userKey, salt, ITERATIONS)));
  }

  /** Whether it is the hash of that code for that user. One slow hash. */
  public boolean matches(RecoveryCode code, String userKey) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      return false;
    }
    byte[] salt = Base64.getDecoder().decode(parts.group(2));
    byte[] expected = Base64.getDecoder().decode(parts.group(3));
    byte[] actual = hash(code, userKey, salt, Integer.parseInt(parts.group(1)));
    return MessageDigest.isEqual(expected, actual);
  }

  /** Takes the time of {@link #matches} where there is nothing to compare with (R050). */
  public static void burn(RecoveryCode code, String userKey) {
    byte[] unused = hash(code, userKey, new byte[16], ITERATIONS);
  }

  private static byte[] hash(RecoveryCode code, String userKey, byte[] salt, int iterations) {
    PBEKeySpec spec =
        new PBEKeySpec((userKey + ':' + code.material()).toCharArray(), salt, iterations, 256);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }

  @Override
  public String toString() {
    return "RecoveryHash";
  }
}
