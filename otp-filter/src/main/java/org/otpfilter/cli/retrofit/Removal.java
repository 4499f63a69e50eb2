package org.otpfilter.cli.retrofit;

import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.otpfilter.cli.CommandException;
import org.otpfilter.cli.retrofit.Marks.Block;

/**
 * A {@code web.xml} without what {@link Insertion} put in; what others have written around it
 * stays.
 *
 * @param bytes the file as it was, or nothing if there was none
 * @param words what the marks remember
 */
record Removal(Optional<byte[]> bytes, Set<String> words) {

  /** Takes the marked stretches out, or refuses if they are not what was put in. */
  static Removal from(WebXml webXml) {
    List<Block> blocks = Marks.blocks(webXml);
    if (blocks.isEmpty()) {
      throw new CommandException(
          webXml.namesOurFilter()
              ? "the filter was put into "
                  + WebXml.NAME
                  + " by hand (the marks of retrofit are not there); take it out by hand"
              : "this application was not retrofitted: "
                  + WebXml.NAME
                  + " does not name the filter");
    }
    blocks.forEach(block -> check(webXml, block));
    String text = webXml.text();
    for (int i = blocks.size() - 1; i >= 0; i--) {
      text = without(webXml, text, blocks.get(i));
    }
    byte[] bytes = written(webXml, text);
    if (WebXml.of(bytes).namesOurFilter()) {
      throw new CommandException(
          WebXml.NAME
              + " names the filter once more, outside the marks of retrofit; take that out"
              + " by hand first");
    }
    Set<String> words = blocks.get(0).words();
    boolean made = words.contains(Marks.NO_FILE) && NewWebXml.isOne(bytes);
    return new Removal(made ? Optional.empty() : Optional.of(bytes), words);
  }

  private static byte[] written(WebXml webXml, String text) {
    try {
      return webXml.source().bytes(text);
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("a part of the text is not in its encoding", e);
    }
  }

  private static void check(WebXml webXml, Block block) {
    List<String> ours =
        webXml.filters().stream()
            .filter(filter -> filter.textOf("filter-class").equals(WebXml.FILTER_CLASS))
            .map(WebXml::filterName)
            .toList();
    boolean any = false;
    for (Element element : webXml.root().children()) {
      boolean ourKind = element.is("filter") || element.is("filter-mapping");
      boolean isOurs = ourKind && ours.contains(WebXml.filterName(element));
      any |= isOurs && block.holds(element);
      if (block.holds(element) && !isOurs) {
        throw new CommandException(
            WebXml.NAME
                + ": between the marks of retrofit stands a <"
                + element.name()
                + "> that is not part of it; move it out of there");
      }
    }
    if (!any) {
      throw new CommandException(
          WebXml.NAME
              + ": there are marks of retrofit around something that is not its own; take the marks"
              + " away by hand first");
    }
  }

  private static String without(WebXml webXml, String text, Block block) {
    Element root = webXml.root();
    if (block.words().contains(Marks.EMPTY_ROOT)
        && text.substring(root.open().end(), block.begin().start()).isBlank()
        && text.substring(block.end().end(), root.close().start()).isBlank()) {
      return text.substring(0, root.open().end() - 1) + "/>" + text.substring(root.end());
    }
    int start = block.begin().start();
    int end = block.end().end();
    int lineStart = Place.blanksStart(text, start);
    boolean ownLines = !block.words().contains(Marks.INLINE) && Place.beginsLine(text, start);
    return ownLines
        ? text.substring(0, lineStart) + text.substring(Place.behindLineEnd(text, end))
        : text.substring(0, start) + text.substring(end);
  }
}
