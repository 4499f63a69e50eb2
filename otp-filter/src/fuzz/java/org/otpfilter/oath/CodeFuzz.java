package org.otpfilter.oath;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A code is read as the grammar says it, and as nothing else (R017). */
final class CodeFuzz {
  private static final Pattern GRAMMAR = Pattern.compile("[ \t]*[0-9]([ \t-]*[0-9])*[ \t]*");

  private CodeFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String raw = new String(data, StandardCharsets.UTF_8);
    long digits = raw.chars().filter(c -> c >= '0' && c <= '9').count();
    boolean expected = raw.length() <= 32 && GRAMMAR.matcher(raw).matches() && digits == 6;
    if (Code.parse(raw, length -> length == 6).isPresent() != expected) {
      throw new AssertionError("a code: " + expected);
    }
  }
}
