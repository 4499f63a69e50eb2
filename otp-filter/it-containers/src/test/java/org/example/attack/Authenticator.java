package org.example.attack;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** RFC 6238 as a person's telephone computes it, written apart from the product. */
record Authenticator(String base32) {

  /** The code of a step around now. */
  String code(int steps) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key(), "HmacSHA1"));
      long step = System.currentTimeMillis() / 30_000 + steps;
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int value = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & Integer.MAX_VALUE;
      return String.format("%06d", value % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A code that is right in none of the steps around now. */
  String wrong() {
    List<String> right = new ArrayList<>();
    for (int i = -3; i <= 3; i++) {
      right.add(code(i));
    }
    int value = 0;
    while (right.contains(String.format("%06d", value))) {
      value++;
    }
    return String.format("%06d", value);
  }

  private byte[] key() {
    ByteBuffer key = ByteBuffer.allocate(base32.length() * 5 / 8);
    int bits = 0;
    int buffer = 0;
    for (char c : base32.toCharArray()) {
      buffer = (buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)) & 0xffff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        key.put((byte) (buffer >> bits));
      }
    }
    return key.array();
  }
}
