package org.otpfilter.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that seal secrets at rest: AES-256-GCM with a fresh 96-bit nonce each time (R003). The
 * first key seals, all of them open (R006). Thread-safe.
 *
 * <p>A sealed secret is: version 1, length of the key id, key id, nonce, ciphertext with tag.
 */
public final class SealingKeys {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Map<String, SecretKey> keys;
  private final String first;
  private final Randomness randomness;

  private SealingKeys(Map<String, SecretKey> keys, Randomness randomness) {
    this.keys = keys;
    this.first = keys.keySet().iterator().next();
    this.randomness = randomness;
  }

  /**
   * Reads keys of the form {@code id:base64-of-32-bytes}.
   *
   * @throws UnusableKeyException if there is none, or one is not of that form
   */
  public static SealingKeys parse(List<String> lines, Randomness randomness) {
    Map<String, SecretKey> keys = new LinkedHashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      String id = colon < 0 ? "" : line.substring(0, colon).trim();
      if (!ID.matcher(id).matches()) {
        throw new UnusableKeyException(
            "sealing key " + (keys.size() + 1) + " is not of the form id:base64-of-32-bytes");
      }
      if (keys.put(id, new SecretKeySpec(material(id, line.substring(colon + 1)), "AES")) != null) {
        throw new UnusableKeyException("there are two sealing keys \"" + id + "\"");
      }
    }
    if (keys.isEmpty()) {
      throw new UnusableKeyException("there is no sealing key");
    }
    return new SealingKeys(keys, randomness);
  }

  private static byte[] material(String id, String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.trim());
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException("sealing key \"" + id + "\" is not base64");
    }
    if (bytes.length != 32) {
      throw new UnusableKeyException(
          "sealing key \"" + id + "\" has " + bytes.length + " bytes, not 32");
    }
    if (MessageDigest.isEqual(bytes, new byte[32])) {
      throw new UnusableKeyException("sealing key \"" + id + "\" is all zero");
    }
    return bytes;
  }

  /** The id of the key that seals. */
  public String sealingKeyId() {
    return first;
  }

  /** The ids of all keys. */
  public Set<String> keyIds() {
    return Set.copyOf(keys.keySet());
  }

  /**
   * Seals a secret.
   *
   * @param boundTo the row it belongs to; it opens for no other (R004)
   */
  public byte[] seal(SecretBytes secret, String boundTo) {
    byte[] id = first.getBytes(StandardCharsets.US_ASCII);
    byte[] nonce = randomness.bytes(NONCE_BYTES);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, first, nonce, boundTo, secret.copyForUse());
    return ByteBuffer.allocate(2 + id.length + NONCE_BYTES + sealed.length)
        .put(VERSION)
        .put((byte) id.length)
        .put(id)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /**
   * Opens a sealed secret.
   *
   * @throws UnsealException if it was not sealed by one of these keys for that row
   */
  public SecretBytes open(byte[] sealed, String boundTo) {
    String id = keyIdOf(sealed);
    if (!keys.containsKey(id)) {
      throw new UnsealException("there is no sealing key \"" + id + "\"", null);
    }
    int start = 2 + id.length();
    // the JDK answers a missing tag with an exception that is not one of cryptography
    if (sealed.length < start + NONCE_BYTES + TAG_BITS / 8) {
      throw new UnsealException("a sealed secret is too short", null);
    }
    byte[] nonce = Arrays.copyOfRange(sealed, start, start + NONCE_BYTES);
    byte[] ciphertext = Arrays.copyOfRange(sealed, start + NONCE_BYTES, sealed.length);
    return new SecretBytes(cipher(Cipher.DECRYPT_MODE, id, nonce, boundTo, ciphertext));
  }

  /**
   * The id of the key that sealed it.
   *
   * @throws UnsealException if it is no sealed secret
   */
  public static String keyIdOf(byte[] sealed) {
    if (sealed.length < 2
        || sealed[0] != VERSION
        || sealed.length < 2 + sealed[1]
        || sealed[1] < 1) {
      throw new UnsealException("this is no sealed secret of version " + VERSION, null);
    }
    String id = new String(sealed, 2, sealed[1], StandardCharsets.US_ASCII);
    if (!ID.matcher(id).matches()) {
      throw new UnsealException("a sealed secret names no possible key", null);
    }
    return id;
  }

  private byte[] cipher(int mode, String id, byte[] nonce, String boundTo, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, keys.get(id), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD((boundTo + '\n' + id).getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new UnsealException(
          mode == Cipher.ENCRYPT_MODE
              ? "a secret could not be sealed with key \"" + id + "\""
              : "a secret is damaged, or belongs to another row; key \"" + id + "\"",
          e);
    }
  }
}
