package org.otpfilter.cli.retrofit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.otpfilter.cli.CommandException;
import org.otpfilter.cli.retrofit.Markup.Kind;
import org.otpfilter.cli.retrofit.Markup.Piece;

/**
 * The comments that stand around what was put into a {@code web.xml}, so that it can be taken out
 * to the byte. They do not vouch for what lies between them.
 */
final class Marks {

  /** That a block is not made of whole lines. */
  static final String INLINE = "inline";

  /** That the root had no content and no end tag. */
  static final String EMPTY_ROOT = "empty-root";

  /** That there was no folder for jars. */
  static final String NO_LIB = "no-lib";

  /** That there was no {@code web.xml}. */
  static final String NO_FILE = "no-file";

  /** One around the filter and one around its mapping, if they do not stand together. */
  private static final int MOST = 2;

  private static final String START = "otp-filter retrofit:";
  private static final String BEGIN = START + " begin";
  private static final String END = START + " end";

  /**
   * A stretch of text between two marks.
   *
   * @param begin the first mark
   * @param end the second mark
   * @param words what the first mark says
   */
  record Block(Piece begin, Piece end, Set<String> words) {

    boolean holds(Element element) {
      return element.start() >= begin.end() && element.end() <= end.start();
    }
  }

  private Marks() {}

  static String begin(Set<String> words) {
    return Stream.concat(Stream.of(BEGIN), words.stream().sorted())
        .collect(Collectors.joining(" ", "<!-- ", " -->"));
  }

  static String end() {
    return "<!-- " + END + " -->";
  }

  /** Refuses a document that has marks before anything was put in: they would mislead removal. */
  static void refuseAny(WebXml webXml) {
    if (!marks(webXml).isEmpty()) {
      throw new CommandException(
          WebXml.NAME
              + " holds marks of retrofit ('"
              + START
              + "'), but not the filter; take those comments out first");
    }
  }

  /**
   * The marked stretches in the order of the text; a mark without its partner is refused, and more
   * stretches than are ever put in.
   */
  static List<Block> blocks(WebXml webXml) {
    List<Block> blocks = new ArrayList<>();
    Optional<Piece> begun = Optional.empty();
    for (Piece comment : marks(webXml)) {
      boolean begins = comment.name().strip().startsWith(BEGIN);
      if (begins == begun.isPresent()) {
        throw unpaired();
      }
      begun.ifPresent(begin -> blocks.add(new Block(begin, comment, words(begin))));
      begun = begins ? Optional.of(comment) : Optional.empty();
    }
    if (begun.isPresent()) {
      throw unpaired();
    }
    if (blocks.size() > MOST) {
      throw new CommandException(
          WebXml.NAME
              + " holds "
              + blocks.size()
              + " pairs of marks of retrofit, which puts in two at the most; take those that are"
              + " not its own out by hand");
    }
    return blocks;
  }

  private static List<Piece> marks(WebXml webXml) {
    return webXml.pieces().stream()
        .filter(piece -> piece.kind() == Kind.COMMENT)
        .filter(piece -> piece.name().strip().startsWith(START))
        .toList();
  }

  private static Set<String> words(Piece begin) {
    String said = begin.name().strip().substring(BEGIN.length());
    return Stream.of(said.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
  }

  private static CommandException unpaired() {
    return new CommandException(
        WebXml.NAME
            + ": the marks of retrofit ('"
            + BEGIN
            + "' and '"
            + END
            + "') do not come in pairs; take the filter and its mapping out by hand");
  }
}
