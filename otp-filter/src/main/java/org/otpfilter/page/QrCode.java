package org.otpfilter.page;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A QR code as inline SVG, error correction M. Drawn here and nowhere else: no text of it leaves
 * the process (R089).
 */
public final class QrCode {
  /** The light margin that ISO/IEC 18004 asks for, in modules. */
  static final int QUIET_ZONE = 4;

  private static final int LONGEST = 1000;

  private QrCode() {}

  /** The text as one dark path on a light ground, whatever the page's colours are. */
  public static String svg(String text, String ariaLabel) {
    ByteMatrix modules = matrix(text);
    int size = modules.getWidth() + 2 * QUIET_ZONE;
    return "<svg id=\"otp-qr\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\""
        + attribute(ariaLabel)
        + "\" viewBox=\"0 0 "
        + size
        + " "
        + size
        + "\" width=\"224\" height=\"224\" shape-rendering=\"crispEdges\">"
        + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path fill=\"#000\" d=\""
        + path(modules)
        + "\"/></svg>";
  }

  static ByteMatrix matrix(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "A QR code takes 1 to " + LONGEST + " characters, not " + text.length());
    }
    // A charset marker is written only where it is needed; some apps cannot read it.
    boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    Map<EncodeHintType, ?> hints =
        ascii ? Map.of() : Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name());
    try {
      return Encoder.encode(text, ErrorCorrectionLevel.M, hints).getMatrix();
    } catch (WriterException e) {
      // Not the cause's text, which could name the content.
      throw new IllegalArgumentException(
          "These " + text.length() + " characters do not fit into a QR code");
    }
  }

  private static String path(ByteMatrix modules) {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      int x = 0;
      while (x < modules.getWidth()) {
        int end = x;
        while (end < modules.getWidth() && modules.get(end, y) == 1) {
          end++;
        }
        if (end > x) {
          path.append('M').append(x + QUIET_ZONE).append(' ').append(y + QUIET_ZONE);
          path.append('h').append(end - x).append("v1h-").append(end - x).append('z');
        }
        x = end + 1;
      }
    }
    return path.toString();
  }

  private static String attribute(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
