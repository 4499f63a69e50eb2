package org.otpfilter.oath;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC (RFC 2104) of eight-byte counters, over a hash of the JDK's providers; makes no object per
 * computation, where {@code javax.crypto.Mac} makes several per key. One thread at a time.
 */
final class Hmac {
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final MessageDigest hash;
  private final int block;
  private final int length;
  private final byte[] inner;
  private final byte[] outer;
  private final byte[] output;

  /**
   * An HMAC without a key yet.
   *
   * @param block bytes that the hash takes at a time
   */
  Hmac(MessageDigest hash, int block) {
    this.hash = hash;
    this.block = block;
    this.length = hash.getDigestLength();
    this.inner = new byte[block + Long.BYTES];
    this.outer = new byte[block + length];
    this.output = new byte[length];
  }

  /** Takes a key, until {@link #forget}. */
  void take(byte[] key) {
    byte[] used = key.length > block ? hash.digest(key) : key;
    for (int i = 0; i < block; i++) {
      byte b = i < used.length ? used[i] : 0;
      inner[i] = (byte) (b ^ INNER);
      outer[i] = (byte) (b ^ OUTER);
    }
  }

  /** The HMAC of the counter; the array is overwritten by the next one. */
  byte[] of(long counter) {
    Hotp.counter(counter, inner, block);
    try {
      hash.update(inner);
      hash.digest(outer, block, length);
      hash.update(outer);
      hash.digest(output, 0, length);
      return output;
    } catch (DigestException e) {
      throw new AssertionError("the buffers are as long as the digest", e);
    }
  }

  /** Wipes what is left of the key and of the last result. */
  void forget() {
    hash.reset();
    Arrays.fill(inner, (byte) 0);
    Arrays.fill(outer, (byte) 0);
    Arrays.fill(output, (byte) 0);
  }
}
