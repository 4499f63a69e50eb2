package org.otpfilter.cli.retrofit;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a {@code web.xml} is indented: what stands before a child of the root, and how much more
 * before each further level. It guesses from the elements that begin a line.
 *
 * @param child before a child of the root
 * @param step one level more
 */
record Indentation(String child, String step) {

  static Indentation of(WebXml webXml) {
    String text = webXml.text();
    Optional<Element> first = onOwnLine(text, webXml.root().children().stream());
    String child = first.map(element -> before(text, element)).orElse("  ");
    String step =
        webXml.root().children().stream()
            .filter(element -> Place.beginsLine(text, element.start()))
            .filter(element -> before(text, element).equals(child))
            .map(element -> onOwnLine(text, element.children().stream()))
            .flatMap(Optional::stream)
            .map(grandchild -> before(text, grandchild))
            .filter(deeper -> deeper.length() > child.length() && deeper.startsWith(child))
            .map(deeper -> deeper.substring(child.length()))
            .findFirst()
            .orElse(child.startsWith("\t") ? "\t" : "  ");
    return new Indentation(child, step);
  }

  private static Optional<Element> onOwnLine(String text, Stream<Element> elements) {
    return elements
        .filter(e -> Place.beginsLine(text, e.start()))
        .filter(e -> Place.blanksStart(text, e.start()) > 0)
        .findFirst();
  }

  private static String before(String text, Element element) {
    return text.substring(Place.blanksStart(text, element.start()), element.start());
  }
}
