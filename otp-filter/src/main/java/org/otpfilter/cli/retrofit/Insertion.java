package org.otpfilter.cli.retrofit;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.otpfilter.cli.retrofit.Markup.Kind;

/**
 * A {@code web.xml} with the filter in it. Every character of the old one is still there in its
 * place, and mostly every line.
 */
final class Insertion {

  private final byte[] bytes;
  private final String filterName;
  private final Position position;

  private Insertion(byte[] bytes, String filterName, Position position) {
    this.bytes = bytes;
    this.filterName = filterName;
    this.position = position;
  }

  /** The new file. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** The name that the filter got. */
  String filterName() {
    return filterName;
  }

  /** Where its mapping is. */
  Position position() {
    return position;
  }

  /**
   * Puts the filter in.
   *
   * @param initParams the settings
   * @param after the filter behind whose last mapping it goes, if the operator named one
   * @param words what the marks shall remember
   */
  static Insertion into(
      WebXml webXml, Map<String, String> initParams, Optional<String> after, Set<String> words) {
    Marks.refuseAny(webXml);
    Indentation indentation = Indentation.of(webXml);
    String name = webXml.freeName();
    FilterLines lines = new FilterLines(webXml, name, indentation.step());
    Position position = Position.find(webXml, after);
    List<String> filter = lines.filter(initParams);
    List<String> mapping = lines.mapping();
    String text = text(webXml, indentation, position, List.of(filter, mapping), words);
    try {
      byte[] bytes = webXml.source().bytes(text);
      if (!WebXml.of(bytes).namesOurFilter()) {
        throw new IllegalStateException("the filter is not in the new web.xml");
      }
      return new Insertion(bytes, name, position);
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("a character was not escaped", e);
    }
  }

  private static String text(
      WebXml webXml,
      Indentation indentation,
      Position position,
      List<List<String>> parts,
      Set<String> words) {
    List<String> together = new ArrayList<>(parts.get(0));
    together.addAll(parts.get(1));
    String text = webXml.text();
    if (webXml.root().open().kind() == Kind.EMPTY) {
      return opened(webXml, indentation, together, words);
    }
    int head = Position.beforeMappings(webXml);
    Element behind = position.behind();
    if (behind == null) {
      return put(text, Place.behind(webXml, head, indentation.child()), together, words);
    }
    Place place = Place.behind(webXml, behind.end(), indentation.child());
    if (!webXml.grammar().ordered()) {
      return put(text, place, together, words);
    }
    String mapped = put(text, place, parts.get(1), Set.of());
    Place first = Place.behind(webXml, head, indentation.child());
    return put(mapped, first, parts.get(0), words);
  }

  private static String put(String text, Place place, List<String> lines, Set<String> words) {
    Set<String> said = new TreeSet<>(words);
    if (!place.ownLines()) {
      said.add(Marks.INLINE);
    }
    String block = marked(lines, place.indent(), place.lineEnd(), said);
    String added =
        place.ownLines()
            ? block
            : block.substring(place.indent().length(), block.length() - place.lineEnd().length());
    return text.substring(0, place.offset()) + added + text.substring(place.offset());
  }

  private static String marked(
      List<String> lines, String indent, String lineEnd, Set<String> words) {
    StringBuilder block = new StringBuilder();
    block.append(indent).append(Marks.begin(words)).append(lineEnd);
    lines.forEach(line -> block.append(indent).append(line).append(lineEnd));
    return block.append(indent).append(Marks.end()).append(lineEnd).toString();
  }

  private static String opened(
      WebXml webXml, Indentation indentation, List<String> lines, Set<String> words) {
    String text = webXml.text();
    Markup.Piece root = webXml.root().open();
    String lineEnd = Place.anyLineEnd(text);
    Set<String> said = new TreeSet<>(words);
    said.add(Marks.EMPTY_ROOT);
    return text.substring(0, root.end() - 2)
        + ">"
        + lineEnd
        + marked(lines, indentation.child(), lineEnd, said)
        + "</"
        + root.name()
        + ">"
        + text.substring(root.end());
  }
}
