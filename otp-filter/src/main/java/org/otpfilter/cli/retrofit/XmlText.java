package org.otpfilter.cli.retrofit;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.otpfilter.cli.CommandException;

/**
 * The text of an XML document and how it was written down (XML 1.0, appendix F), so that a changed
 * text can be written down the same way. It is not parsed.
 */
final class XmlText {

  /** The most bytes that are taken for a {@code web.xml}. */
  static final int LONGEST = 8 << 20;

  /** More lines than descriptors have that name every page of a large application. */
  static final int MOST_LINES = 500_000;

  private static final int SNIFFED = 1024;
  private static final byte[] NO_MARK = {};
  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] BIG_ENDIAN_MARK = {(byte) 0xFE, (byte) 0xFF};
  private static final byte[] LITTLE_ENDIAN_MARK = {(byte) 0xFF, (byte) 0xFE};
  private static final Pattern DECLARED =
      Pattern.compile("<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

  private final String text;
  private final byte[] mark;
  private final Charset charset;

  private XmlText(String text, byte[] mark, Charset charset) {
    this.text = text;
    this.mark = mark;
    this.charset = charset;
  }

  /** Reads a document, or refuses one that cannot be written back byte for byte. */
  static XmlText of(byte[] bytes) {
    if (bytes.length > LONGEST) {
      throw new CommandException("WEB-INF/web.xml is larger than 8 MiB");
    }
    byte[] mark = mark(bytes);
    byte[] body = Arrays.copyOfRange(bytes, mark.length, bytes.length);
    Charset charset = charset(mark, body);
    try {
      XmlText read = new XmlText(decode(body, charset), mark, charset);
      if (read.text.chars().filter(c -> c == '\n' || c == '\r').count() > MOST_LINES) {
        throw new CommandException("WEB-INF/web.xml has more than " + MOST_LINES + " lines");
      }
      if (Arrays.equals(read.bytes(read.text), bytes)) {
        return read;
      }
    } catch (CharacterCodingException e) {
      throw new CommandException("WEB-INF/web.xml is not the " + charset + " that it says", e);
    }
    throw new CommandException("WEB-INF/web.xml cannot be written back as it is in " + charset);
  }

  private static String decode(byte[] body, Charset charset) throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(body))
        .toString();
  }

  private static byte[] mark(byte[] bytes) {
    for (byte[] mark : new byte[][] {UTF_8_MARK, BIG_ENDIAN_MARK, LITTLE_ENDIAN_MARK}) {
      if (bytes.length >= mark.length
          && Arrays.equals(mark, 0, mark.length, bytes, 0, mark.length)) {
        return mark;
      }
    }
    return NO_MARK;
  }

  private static Charset charset(byte[] mark, byte[] body) {
    if (mark.length == UTF_8_MARK.length) {
      return StandardCharsets.UTF_8;
    }
    if (mark == BIG_ENDIAN_MARK || startsWith(body, 0, '<', 0, '?')) {
      return StandardCharsets.UTF_16BE;
    }
    if (mark == LITTLE_ENDIAN_MARK || startsWith(body, '<', 0, '?', 0)) {
      return StandardCharsets.UTF_16LE;
    }
    String start = new String(body, 0, Math.min(SNIFFED, body.length), StandardCharsets.ISO_8859_1);
    if (start.startsWith("<?xml") && start.indexOf('>') < 0) {
      throw new CommandException("WEB-INF/web.xml begins with an endless XML declaration");
    }
    Matcher declared = DECLARED.matcher(start);
    return declared.lookingAt() ? named(declared.group(1)) : StandardCharsets.UTF_8;
  }

  private static boolean startsWith(byte[] body, int... start) {
    return body.length >= start.length
        && body[0] == start[0]
        && body[1] == start[1]
        && body[2] == start[2]
        && body[3] == start[3];
  }

  private static Charset named(String name) {
    try {
      Charset charset = Charset.forName(name);
      if (charset.canEncode()
          && Arrays.equals(
              "<?xml".getBytes(charset), "<?xml".getBytes(StandardCharsets.US_ASCII))) {
        return charset;
      }
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new CommandException("WEB-INF/web.xml says encoding '" + name + "', unknown here", e);
    }
    throw new CommandException("WEB-INF/web.xml is not written in the encoding '" + name + "'");
  }

  /** The characters, without a byte order mark. */
  String text() {
    return text;
  }

  /** A changed text in the same encoding, behind the same byte order mark. */
  byte[] bytes(String changed) throws CharacterCodingException {
    ByteBuffer encoded =
        charset
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .encode(CharBuffer.wrap(changed));
    byte[] bytes = Arrays.copyOf(mark, mark.length + encoded.remaining());
    encoded.get(bytes, mark.length, encoded.remaining());
    return bytes;
  }

  /** Text as the content of an element, in characters that the encoding has. */
  String escaped(String content) {
    CharsetEncoder encoder = charset.newEncoder();
    StringBuilder escaped = new StringBuilder();
    content
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> {
                  String character = Character.toString(c);
                  boolean plain = c >= ' ' && (c < 0x7F || c > 0x9F);
                  escaped.append(
                      plain && encoder.canEncode(character) ? character : "&#" + c + ";");
                }
              }
            });
    return escaped.toString();
  }
}
