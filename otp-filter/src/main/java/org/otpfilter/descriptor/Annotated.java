package org.otpfilter.descriptor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What classes declare by annotations, and which Servlet API they name. Collects class by class; it
 * does not know whether the container looks at annotations.
 */
final class Annotated {

  private static final String SPRING = "org/springframework/";

  private final List<FilterDef> filters = new ArrayList<>();
  private final List<FilterMapping> mappings = new ArrayList<>();
  private final List<ServletDef> servlets = new ArrayList<>();
  private final Map<String, String> sockets = new TreeMap<>();
  private final Set<String> initializers = new TreeSet<>();
  private final Map<Flavour, Integer> uses = new EnumMap<>(Flavour.class);
  private final Map<String, Flavour> flavours = new TreeMap<>();

  /**
   * Takes in a class, and says which Servlet APIs it names.
   *
   * @param budget what may be remembered of it
   */
  Set<Flavour> add(ClassFile file, ReadingBudget budget) {
    Set<Flavour> used = Collections.newSetFromMap(new EnumMap<>(Flavour.class));
    for (Flavour flavour : Flavour.values()) {
      if (file.names(flavour.servletFolder())) {
        budget.keepName(file.name());
        used.add(flavour);
        uses.merge(flavour, 1, Integer::sum);
        flavours.put(file.name(), flavour);
      }
      for (Map.Entry<String, Map<String, List<String>>> annotation :
          file.annotations().entrySet()) {
        if (declares(flavour, annotation.getKey())) {
          keep(annotation.getValue(), budget);
          declare(file.name(), flavour, annotation.getKey(), annotation.getValue());
        }
      }
      if (file.parents().contains(flavour.servletType("ServletContainerInitializer"))) {
        initializers.add(file.name());
      }
    }
    if (file.parents().stream().anyMatch(p -> p.startsWith(SPRING) && p.endsWith("Initializer"))) {
      initializers.add(file.name());
    }
    return used;
  }

  private static boolean declares(Flavour flavour, String annotation) {
    return annotation.equals(flavour.servletType("annotation/WebFilter"))
        || annotation.equals(flavour.servletType("annotation/WebServlet"))
        || annotation.equals(flavour.word() + "/websocket/server/ServerEndpoint");
  }

  private static void keep(Map<String, List<String>> elements, ReadingBudget budget) {
    for (List<String> values : elements.values()) {
      values.forEach(budget::keepName);
    }
  }

  private void declare(
      String type, Flavour flavour, String annotation, Map<String, List<String>> elements) {
    if (annotation.equals(flavour.servletType("annotation/WebFilter"))) {
      filter(type, elements);
    } else if (annotation.equals(flavour.servletType("annotation/WebServlet"))) {
      servlets.add(
          new ServletDef(
              first(elements, "name", type),
              type,
              patterns(elements),
              first(elements, "asyncSupported", "0").equals("1"),
              type));
    } else if (annotation.equals(flavour.word() + "/websocket/server/ServerEndpoint")) {
      sockets.put(type, first(elements, "value", "?"));
    }
  }

  private void filter(String type, Map<String, List<String>> elements) {
    String name = first(elements, "filterName", type);
    boolean async = first(elements, "asyncSupported", "0").equals("1");
    filters.add(new FilterDef(name, type, async, Map.of(), type));
    List<String> dispatchers = elements.getOrDefault("dispatcherTypes", List.of());
    mappings.add(
        new FilterMapping(
            name,
            patterns(elements),
            elements.getOrDefault("servletNames", List.of()),
            WebXml.dispatches(dispatchers)));
  }

  private static List<String> patterns(Map<String, List<String>> elements) {
    return Stream.of("value", "urlPatterns")
        .flatMap(element -> elements.getOrDefault(element, List.of()).stream())
        .toList();
  }

  private static String first(Map<String, List<String>> elements, String name, String otherwise) {
    return elements.getOrDefault(name, List.of()).stream().findFirst().orElse(otherwise);
  }

  /** Takes in what others have collected. */
  void addAll(Annotated other) {
    filters.addAll(other.filters);
    mappings.addAll(other.mappings);
    servlets.addAll(other.servlets);
    sockets.putAll(other.sockets);
    initializers.addAll(other.initializers);
    other.uses.forEach((flavour, count) -> uses.merge(flavour, count, Integer::sum));
    flavours.putAll(other.flavours);
  }

  List<FilterDef> filters() {
    return filters;
  }

  List<FilterMapping> mappings() {
    return mappings;
  }

  List<ServletDef> servlets() {
    return servlets;
  }

  /** WebSocket endpoints: class and path. */
  Map<String, String> sockets() {
    return sockets;
  }

  /** Classes that register filters and servlets by code. */
  Set<String> initializers() {
    return initializers;
  }

  /** How many classes name which API. */
  int count(Flavour flavour) {
    return uses.getOrDefault(flavour, 0);
  }

  /** By class, for those that name one. */
  Map<String, Flavour> flavours() {
    return flavours;
  }
}
