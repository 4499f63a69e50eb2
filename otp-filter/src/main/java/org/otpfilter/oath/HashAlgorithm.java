package org.otpfilter.oath;

/** The hash of an OTP's HMAC (RFC 6238 section 1.2). The name is that of the Key URI format. */
public enum HashAlgorithm {
  SHA1("HmacSHA1", 20),
  SHA256("HmacSHA256", 32),
  SHA512("HmacSHA512", 64);

  private final String hmac;
  private final int keyBytes;

  HashAlgorithm(String hmac, int keyBytes) {
    this.hmac = hmac;
    this.keyBytes = keyBytes;
  }

  /** The name of the HMAC in the Java Cryptography Architecture. */
  public String hmac() {
    return hmac;
  }

  /** Bytes of a new key: the length of the HMAC's output (RFC 4226 section 4 R6). */
  public int keyBytes() {
    return keyBytes;
  }
}
