package org.otpfilter.oath;

/** The hash of an OTP's HMAC (RFC 6238 section 1.2). The name is that of the Key URI format. */
public enum HashAlgorithm {
  SHA1("SHA-1", 64, 20),
  SHA256("SHA-256", 64, 32),
  SHA512("SHA-512", 128, 64);

  private final String hash;
  private final int block;
  private final int keyBytes;

  HashAlgorithm(String hash, int block, int keyBytes) {
    this.hash = hash;
    this.block = block;
    this.keyBytes = keyBytes;
  }

  /** The name of the hash in the Java Cryptography Architecture. */
  String hash() {
    return hash;
  }

  /** Bytes that the hash takes at a time (FIPS 180-4). */
  int block() {
    return block;
  }

  /** Bytes of a new key: the length of the HMAC's output (RFC 4226 section 4 R6). */
  public int keyBytes() {
    return keyBytes;
  }
}
