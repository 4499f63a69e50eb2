package org.otpfilter.cli.retrofit;

import java.util.HashMap;
import java.util.Map;
import org.otpfilter.cli.retrofit.Markup.Kind;

/**
 * Where lines can be put into a {@code web.xml} and how they look there. At a line's start they are
 * lines of their own; inside a line, where the document leaves no other place, they are not.
 *
 * @param offset where they begin
 * @param ownLines whether that is the start of a line
 * @param indent what stands before each of them
 * @param lineEnd what ends each of them
 */
record Place(int offset, boolean ownLines, String indent, String lineEnd) {

  /** The place behind an offset where some markup ends, and behind the remarks on its line. */
  static Place behind(WebXml webXml, int end, String indent) {
    String text = webXml.text();
    Map<Integer, Markup.Piece> remarks = new HashMap<>();
    webXml.pieces().stream()
        .filter(piece -> piece.kind() == Kind.COMMENT && piece.start() >= end)
        .forEach(piece -> remarks.put(piece.start(), piece));
    int at = end;
    while (at < text.length() && "\r\n".indexOf(text.charAt(at)) < 0) {
      int next = behindBlankOrRemark(text, remarks, at);
      if (next == at) {
        return new Place(end, false, indent, anyLineEnd(text));
      }
      at = next;
    }
    String lineEnd = lineEndAt(text, at);
    return new Place(at + lineEnd.length(), true, indent, lineEnd);
  }

  private static int behindBlankOrRemark(String text, Map<Integer, Markup.Piece> remarks, int at) {
    char c = text.charAt(at);
    if (c == ' ' || c == '\t') {
      return at + 1;
    }
    Markup.Piece remark = remarks.get(at);
    if (remark == null) {
      return at;
    }
    boolean inLine = remark.name().chars().noneMatch(ch -> ch == '\r' || ch == '\n');
    return inLine ? remark.end() : at;
  }

  private static String lineEndAt(String text, int at) {
    if (text.startsWith("\r\n", at)) {
      return "\r\n";
    }
    return text.startsWith("\r", at) ? "\r" : text.startsWith("\n", at) ? "\n" : "";
  }

  /** The first line end of a text; a line feed, if there is none. */
  static String anyLineEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      String lineEnd = lineEndAt(text, i);
      if (!lineEnd.isEmpty()) {
        return lineEnd;
      }
    }
    return "\n";
  }

  /** Whether nothing but blanks stands before an offset on its line. */
  static boolean beginsLine(String text, int offset) {
    int start = blanksStart(text, offset);
    return start == 0 || "\r\n".indexOf(text.charAt(start - 1)) >= 0;
  }

  /** Where the blanks of a line begin that end at an offset; it looks back no further. */
  static int blanksStart(String text, int offset) {
    int start = offset;
    while (start > 0
        && "\r\n".indexOf(text.charAt(start - 1)) < 0
        && Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** Where the next line begins if only blanks stand between; else the offset itself. */
  static int behindLineEnd(String text, int offset) {
    int at = offset;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    String lineEnd = lineEndAt(text, at);
    return lineEnd.isEmpty() ? offset : at + lineEnd.length();
  }
}
