package org.otpfilter.oath;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The {@code otpauth:} URI that an authenticator app reads (Key URI Format, R091). */
public final class KeyUri {

  private static final int LONGEST_PART = 120;

  /** Keeps the QR code scannable. */
  private static final int LONGEST = 500;

  private KeyUri() {}

  /**
   * {@code otpauth://totp/Issuer:account?secret=…&issuer=Issuer&…}, at most 500 characters: the
   * account gets what the rest leaves.
   */
  public static String totp(String issuer, String account, byte[] key, OtpParameters parameters) {
    String safeIssuer = percent(shown(issuer));
    String head = "otpauth://totp/" + safeIssuer + ":";
    String tail =
        "?secret="
            + Base32.encode(key)
            + "&issuer="
            + safeIssuer
            + "&algorithm="
            + parameters.algorithm()
            + "&digits="
            + parameters.digits()
            + "&period="
            + parameters.periodSeconds();
    int left = Math.min(LONGEST_PART, LONGEST - head.length() - tail.length());
    return head + percent(shown(account, left)) + tail;
  }

  /** The name as the app will show it: nothing invisible, no colon, not too long. */
  public static String shown(String name) {
    return shown(name, LONGEST_PART);
  }

  private static String shown(String name, int longest) {
    StringBuilder out = new StringBuilder();
    int[] points = name.codePoints().filter(KeyUri::visible).toArray();
    for (int point : points) {
      String next = Character.toString(point == ':' ? '.' : point);
      if (percent(out + next).length() > longest) {
        break;
      }
      out.append(next);
    }
    return out.toString().strip();
  }

  private static boolean visible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String percent(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
