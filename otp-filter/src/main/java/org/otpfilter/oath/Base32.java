package org.otpfilter.oath;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Base32 (RFC 4648 section 6): strict in what it writes, tolerant in what it reads. */
public final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  /** Upper case, without padding. */
  public static String encode(byte[] bytes) {
    StringBuilder out = new StringBuilder((bytes.length * 8 + 4) / 5);
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = (buffer << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        out.append(ALPHABET.charAt((buffer >>> bits) & 31));
      }
      buffer &= 0xff;
    }
    return bits == 0
        ? out.toString()
        : out.append(ALPHABET.charAt((buffer << (5 - bits)) & 31)).toString();
  }

  /**
   * Reads either case, with blanks and hyphens anywhere and padding at the end; left-over bits do
   * not matter. Empty for anything else, also for a length that no bytes have.
   */
  public static Optional<byte[]> decode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() * 5 / 8);
    int buffer = 0;
    int bits = 0;
    int letters = 0;
    boolean padded = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      padded |= c == '=';
      if (c == ' ' || c == '\t' || c == '-' || c == '=') {
        continue;
      }
      int value = ALPHABET.indexOf(c >= 'a' && c <= 'z' ? c - 32 : c);
      if (value < 0 || padded) {
        return Optional.empty();
      }
      letters++;
      buffer = (buffer << 5 | value) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        out.write(buffer >>> bits);
      }
    }
    int rest = letters % 8;
    return rest == 1 || rest == 3 || rest == 6 ? Optional.empty() : Optional.of(out.toByteArray());
  }
}
