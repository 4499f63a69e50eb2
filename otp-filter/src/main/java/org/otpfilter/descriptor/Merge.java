package org.otpfilter.descriptor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts the deployment descriptor, the fragments and the annotations together as containers do
 * (Servlet 3.1, section 8.2.3): what is said first under a name stands, and mappings by pattern
 * come before those by servlet (section 6.2.4).
 */
final class Merge {

  private final Descriptor main;
  private final List<Descriptor> files;
  private final Annotated annotated;

  private Merge(Descriptor main, List<Descriptor> fragments, Annotated annotated) {
    this.main = main;
    this.files = Stream.concat(Stream.of(main), fragments.stream()).toList();
    this.annotated = annotated;
  }

  /** The fragments in their order; neither they nor annotations count if the main one says so. */
  static Descriptor of(Descriptor main, List<Descriptor> fragments, Annotated annotated) {
    return main.header().complete()
        ? new Merge(main, List.of(), new Annotated()).merged()
        : new Merge(main, fragments, annotated).merged();
  }

  private Descriptor merged() {
    return new Descriptor(
        main.where(),
        main.header(),
        filters(),
        mappings(),
        servlets(),
        files.stream().flatMap(d -> d.login().stream()).findFirst(),
        all(Descriptor::errorPages),
        sessions(),
        all(Descriptor::listeners),
        all(Descriptor::welcomeFiles),
        all(Descriptor::constraints));
  }

  private <T> List<T> all(Function<Descriptor, List<T>> part) {
    return files.stream().flatMap(d -> part.apply(d).stream()).toList();
  }

  private Optional<Descriptor.Sessions> sessions() {
    return files.stream().flatMap(d -> d.sessions().stream()).findFirst();
  }

  private List<FilterDef> filters() {
    return distinct(all(Descriptor::filters), annotated.filters(), FilterDef::name);
  }

  /** All, but of those of one name only the first. */
  static <T> List<T> distinct(List<T> first, List<T> second, Function<T, String> name) {
    Map<String, T> found = new LinkedHashMap<>();
    Stream.concat(first.stream(), second.stream())
        .forEach(item -> found.putIfAbsent(name.apply(item), item));
    return List.copyOf(found.values());
  }

  private List<FilterMapping> mappings() {
    List<FilterMapping> mappings = new ArrayList<>(all(Descriptor::mappings));
    Set<String> mapped = new HashSet<>();
    mappings.forEach(mapping -> mapped.add(mapping.filter()));
    for (FilterMapping mapping : annotated.mappings()) {
      if (mapped.add(mapping.filter())) {
        mappings.add(mapping);
      }
    }
    mappings.sort(Comparator.comparing((FilterMapping m) -> m.patterns().isEmpty()));
    return mappings;
  }

  private List<ServletDef> servlets() {
    Map<String, ServletDef> servlets = new LinkedHashMap<>();
    Stream.concat(all(Descriptor::servlets).stream(), annotated.servlets().stream())
        .forEach(servlet -> servlets.merge(servlet.name(), servlet, Merge::one));
    return List.copyOf(servlets.values());
  }

  /** Mappings of the same servlet further down count only if there is none further up. */
  private static ServletDef one(ServletDef first, ServletDef second) {
    return first.patterns().isEmpty() ? first.with(second.patterns()) : first;
  }
}
