package org.otpfilter.oath;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Whatever the issuer and the account are called, the URI is one, short, and names no other. */
final class KeyUriFuzz {
  private static final byte[] KEY = new byte[20];
  private static final OtpParameters PARAMETERS = new OtpParameters(HashAlgorithm.SHA1, 6, 30);

  private KeyUriFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    int half = text.length() / 2;
    URI uri =
        URI.create(KeyUri.totp(text.substring(0, half), text.substring(half), KEY, PARAMETERS));
    List<String> fields =
        Stream.of(uri.getRawQuery().split("&", -1)).map(f -> f.replaceFirst("=.*", "")).toList();
    if (uri.toString().length() > 500
        || !"otpauth".equals(uri.getScheme())
        || !"totp".equals(uri.getHost())
        || uri.getRawFragment() != null
        || !fields.equals(List.of("secret", "issuer", "algorithm", "digits", "period"))) {
      throw new AssertionError(uri.toString());
    }
  }
}
