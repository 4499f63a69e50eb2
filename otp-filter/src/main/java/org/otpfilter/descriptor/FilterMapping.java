package org.otpfilter.descriptor;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One mapping of a filter.
 *
 * @param filter the filter's name
 * @param patterns the URL patterns
 * @param servlets the names of servlets
 * @param dispatches the ways that it holds for; {@code REQUEST} if none was named
 */
public record FilterMapping(
    String filter, List<String> patterns, List<String> servlets, Set<Dispatch> dispatches) {

  /** Copies, and puts in the default. */
  public FilterMapping {
    patterns = List.copyOf(patterns);
    servlets = List.copyOf(servlets);
    dispatches =
        dispatches.isEmpty() ? Set.of(Dispatch.REQUEST) : Set.copyOf(EnumSet.copyOf(dispatches));
  }

  /** Whether it is for everything, by these ways. */
  boolean everything() {
    return patterns.contains("/*");
  }

  /** Patterns, servlets and ways, as people read them. */
  @Override
  public String toString() {
    String places =
        Stream.concat(patterns.stream(), servlets.stream().map(s -> "servlet " + s))
            .collect(Collectors.joining(", "));
    return places
        + dispatches.stream().sorted().map(Enum::name).collect(Collectors.joining(" ", " (", ")"));
  }
}
