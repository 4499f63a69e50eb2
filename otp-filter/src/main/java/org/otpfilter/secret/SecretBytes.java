package org.otpfilter.secret;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Key material that does not print, and that is compared in constant time. Not serialisable. */
public final class SecretBytes {
  private final byte[] bytes;

  /** Copies the bytes. */
  public SecretBytes(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** A copy of the bytes, for the one computation that needs them. */
  public byte[] copyForUse() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretBytes secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.length;
  }

  @Override
  public String toString() {
    return "SecretBytes[" + bytes.length + " bytes]";
  }
}
