package org.otpfilter.cli.retrofit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@code web.xml}, read: its text, its elements, and the rules of its version. It changes
 * nothing.
 *
 * @param source the text and its encoding
 * @param pieces tags and comments in the order of the text
 * @param root the {@code web-app}
 * @param grammar what may stand in it
 */
record WebXml(XmlText source, List<Markup.Piece> pieces, Element root, Grammar grammar) {

  static final String NAME = "WEB-INF/web.xml";
  static final String FILTER_CLASS = "org.otpfilter.OtpFilter";

  /** Reads the bytes, or refuses them with the reason. */
  static WebXml of(byte[] bytes) {
    XmlText source = XmlText.of(bytes);
    List<Markup.Piece> pieces = Markup.of(source.text());
    ElementReader reader = new ElementReader(pieces);
    Element root = reader.read(bytes);
    return new WebXml(source, pieces, root, reader.grammar().widenedBy(root));
  }

  String text() {
    return source.text();
  }

  /** The prefix of the root with its colon, or nothing. */
  String prefix() {
    String name = root.open().name();
    return name.substring(0, name.indexOf(':') + 1);
  }

  List<Element> filters() {
    return root.children("filter");
  }

  List<Element> mappings() {
    return root.children("filter-mapping");
  }

  /** The names of filters that have a mapping, in the order of the text. */
  List<String> mappedNames() {
    return mappings().stream().map(WebXml::filterName).distinct().toList();
  }

  /** Whether the filter is declared here, by whatever hand. */
  boolean namesOurFilter() {
    return filters().stream().anyMatch(f -> f.textOf("filter-class").equals(FILTER_CLASS));
  }

  /** A filter name that nobody has. */
  String freeName() {
    Set<String> taken =
        Stream.concat(filters().stream(), mappings().stream())
            .map(WebXml::filterName)
            .collect(Collectors.toSet());
    return Stream.iterate(1, n -> n + 1)
        .map(n -> n == 1 ? "otp" : "otp-" + n)
        .filter(name -> !taken.contains(name))
        .findFirst()
        .orElseThrow();
  }

  /** The last mapping of a filter. */
  Optional<Element> lastMapping(String name) {
    return mappings().stream()
        .filter(mapping -> filterName(mapping).equals(name))
        .reduce((first, second) -> second);
  }

  static String filterName(Element filterOrMapping) {
    return filterOrMapping.textOf("filter-name");
  }

  /** Whether a mapping holds for requests of clients, as one that names no dispatcher does. */
  static boolean seesRequests(Element mapping) {
    List<Element> dispatchers = mapping.children("dispatcher");
    return dispatchers.isEmpty()
        || dispatchers.stream().anyMatch(named -> named.text().equals("REQUEST"));
  }

  /** A list of names for a message. */
  static String quoted(List<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }
}
