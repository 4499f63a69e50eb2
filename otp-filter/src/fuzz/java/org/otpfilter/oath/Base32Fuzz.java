package org.otpfilter.oath;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Bytes survive Base32, and any text is either read or refused. */
final class Base32Fuzz {
  private Base32Fuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = Base32.encode(data);
    if (!Arrays.equals(data, Base32.decode(text).orElseThrow())) {
      throw new AssertionError("lost on the way: " + text);
    }
    Optional<byte[]> read = Base32.decode(new String(data, StandardCharsets.UTF_8));
    if (read.isPresent()
        && !Arrays.equals(read.get(), Base32.decode(Base32.encode(read.get())).orElseThrow())) {
      throw new AssertionError("read, but not to be written");
    }
  }
}
