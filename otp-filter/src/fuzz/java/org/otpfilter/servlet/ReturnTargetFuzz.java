package org.otpfilter.servlet;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Whatever was asked for, the way back is a path of this host (R090). */
final class ReturnTargetFuzz {
  private static final URI HERE = URI.create("https://app.example/app/otp/challenge");

  private ReturnTargetFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    String path = ReturnTarget.encodePath(text);
    String target = path + "?" + ReturnTarget.encodeQuery(text);
    if (!target.chars().allMatch(c -> c > ' ' && c < 0x7f) || path.startsWith("//")) {
      throw new AssertionError(target);
    }
    if (!URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)
        .equals("/" + text.replaceFirst("^/+", ""))) {
      throw new AssertionError("another path: " + path);
    }
    if (!HERE.resolve(URI.create(path)).getRawAuthority().equals("app.example")) {
      throw new AssertionError("another host: " + path);
    }
  }
}
