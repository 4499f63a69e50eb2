package org.otpfilter.cli.retrofit;

import java.util.ArrayList;
import java.util.List;
import org.otpfilter.cli.CommandException;

/**
 * Where the tags and comments of a well-formed document stand in its text. It trusts that a parser
 * accepts the document; {@link WebXml} compares the two.
 */
final class Markup {

  /** More tags and comments than descriptors have that name every page of a large application. */
  static final int MOST_PIECES = 500_000;

  /** What a piece of markup is. */
  enum Kind {
    OPEN,
    CLOSE,
    EMPTY,
    COMMENT
  }

  /**
   * A tag or a comment.
   *
   * @param name the name in a tag, prefix and all; of a comment, its text
   * @param start offset of its {@code <}
   * @param end offset behind its {@code >}
   */
  record Piece(Kind kind, String name, int start, int end) {}

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();

  private Markup(String text) {
    this.text = text;
  }

  /** Finds the pieces, or refuses an internal DTD subset and what ends in the middle. */
  static List<Piece> of(String text) {
    Markup markup = new Markup(text);
    int next = text.indexOf('<');
    while (next >= 0) {
      next = text.indexOf('<', markup.take(next));
      if (markup.pieces.size() > MOST_PIECES) {
        throw new CommandException("WEB-INF/web.xml has more than " + MOST_PIECES + " tags");
      }
    }
    return List.copyOf(markup.pieces);
  }

  private int take(int start) {
    if (text.startsWith("<!--", start)) {
      int end = behind("-->", start + 4);
      pieces.add(new Piece(Kind.COMMENT, text.substring(start + 4, end - 3), start, end));
      return end;
    }
    if (text.startsWith("<![CDATA[", start)) {
      return behind("]]>", start);
    }
    if (text.startsWith("<?", start)) {
      return behind("?>", start);
    }
    if (text.startsWith("<!", start)) {
      return declaration(start);
    }
    int end = tagEnd(start);
    Kind kind =
        text.charAt(start + 1) == '/'
            ? Kind.CLOSE
            : text.charAt(end - 2) == '/' ? Kind.EMPTY : Kind.OPEN;
    pieces.add(new Piece(kind, name(kind == Kind.CLOSE ? start + 2 : start + 1), start, end));
    return end;
  }

  private int declaration(int start) {
    char quote = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[') {
        throw new CommandException(
            "WEB-INF/web.xml has an internal DTD subset ([...] in its DOCTYPE), which could declare"
                + " entities; take it out");
      } else if (c == '>') {
        return i + 1;
      }
    }
    throw cut();
  }

  private int tagEnd(int start) {
    char quote = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i + 1;
      }
    }
    throw cut();
  }

  private int behind(String mark, int from) {
    int at = text.indexOf(mark, from);
    if (at < 0) {
      throw cut();
    }
    return at + mark.length();
  }

  private String name(int start) {
    int end = start;
    while (end < text.length() && " \t\r\n/>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(start, end);
  }

  private static CommandException cut() {
    return new CommandException("WEB-INF/web.xml is not well-formed: it ends inside markup");
  }
}
