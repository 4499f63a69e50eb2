package org.otpfilter.cli.retrofit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otpfilter.descriptor.Flavour;

/**
 * What the version of a {@code web.xml} lets stand in it. Containers that do not validate take
 * more, so a document that goes beyond its version already widens it.
 *
 * @param version the version, or {@code none} where the document says nothing
 * @param flavour the Servlet API it speaks of
 * @param ordered whether the children of the root have a fixed order (the DTDs)
 * @param dispatchers whether a mapping may name dispatcher types (2.4)
 * @param async whether there are asynchronous filters and dispatches (3.0)
 */
record Grammar(
    String version,
    Optional<Flavour> flavour,
    boolean ordered,
    boolean dispatchers,
    boolean async) {

  private static final String JAVA_EE = "http://java.sun.com/xml/ns/";

  /** The lowest version of each namespace. */
  private static final Map<String, String> NAMESPACES =
      Map.of(
          JAVA_EE + "j2ee",
          "2.4",
          JAVA_EE + "javaee",
          "2.5",
          "http://xmlns.jcp.org/xml/ns/javaee",
          "3.1",
          "https://jakarta.ee/xml/ns/jakartaee",
          "5.0");

  private static final List<String> VERSIONS =
      List.of("2.2", "2.3", "2.4", "2.5", "3.0", "3.1", "4.0", "5.0", "6.0", "6.1");

  /** The grammar of a document type. */
  static Grammar ofDoctype(String publicId) {
    String version = publicId.contains("2.2") ? "2.2" : "2.3";
    return new Grammar(version, Optional.of(Flavour.JAVAX), true, false, false);
  }

  /**
   * The grammar of a namespace, if it is one of {@code web-app}.
   *
   * @param version the attribute of the root, or null
   */
  static Optional<Grammar> ofNamespace(String namespace, @Nullable String version) {
    if (namespace.isEmpty() && version == null) {
      return Optional.of(new Grammar("none", Optional.empty(), false, true, true));
    }
    String lowest = namespace.isEmpty() ? "2.4" : NAMESPACES.get(namespace);
    if (lowest == null) {
      return Optional.empty();
    }
    String said = version != null && VERSIONS.contains(version) ? version : lowest;
    int rank = VERSIONS.indexOf(said);
    // containers go by the namespace; the version tells only where there is none
    boolean jakarta =
        namespace.isEmpty()
            ? rank >= VERSIONS.indexOf("5.0")
            : namespace.contains(Flavour.JAKARTA.word());
    Flavour flavour = jakarta ? Flavour.JAKARTA : Flavour.JAVAX;
    return Optional.of(
        new Grammar(
            said,
            Optional.of(flavour),
            rank < VERSIONS.indexOf("2.4"),
            rank >= VERSIONS.indexOf("2.4"),
            rank >= VERSIONS.indexOf("3.0")));
  }

  /** The grammar that the document in fact follows. */
  Grammar widenedBy(Element root) {
    boolean namesDispatchers =
        root.children("filter-mapping").stream().anyMatch(m -> !m.children("dispatcher").isEmpty());
    boolean namesAsync =
        root.children().stream().anyMatch(child -> !child.children("async-supported").isEmpty())
            || root.children("filter-mapping").stream()
                .flatMap(mapping -> mapping.children("dispatcher").stream())
                .anyMatch(dispatcher -> dispatcher.text().equals("ASYNC"));
    return new Grammar(
        version, flavour, ordered, dispatchers || namesDispatchers, async || namesAsync);
  }

  /** The dispatcher types that a mapping can name; empty if it can name none. */
  List<String> dispatcherTypes() {
    if (!dispatchers) {
      return List.of();
    }
    return async
        ? List.of("REQUEST", "FORWARD", "INCLUDE", "ASYNC", "ERROR")
        : List.of("REQUEST", "FORWARD", "INCLUDE", "ERROR");
  }
}
