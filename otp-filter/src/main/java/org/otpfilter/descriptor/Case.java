package org.otpfilter.descriptor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.otpfilter.policy.Policy;
import org.otpfilter.policy.Requirement;
import org.otpfilter.policy.Rule;

/**
 * An installation to be judged: the application and what the filter in it is told.
 *
 * @param app the application
 * @param filter the product's filter, if it is declared
 * @param policy its rules
 * @param userSource its setting {@code user}
 * @param basePath its setting {@code base-path}
 * @param known what well-known filters do
 * @param running whether the application is starting here, so that its container knows more
 */
record Case(
    WebApp app,
    Optional<FilterDef> filter,
    Policy policy,
    String userSource,
    String basePath,
    KnownFilters known,
    boolean running) {

  /** The filter's own mappings. */
  List<FilterMapping> ownMappings() {
    String name = filter.map(FilterDef::name).orElse("");
    return app.merged().mappings().stream().filter(m -> m.filter().equals(name)).toList();
  }

  /** The other filters that see requests before (or not before) this product's does. */
  List<FilterDef> others(boolean before) {
    List<FilterMapping> mappings = app.merged().mappings();
    List<FilterMapping> own = ownMappings();
    int place =
        own.stream()
            .filter(m -> m.everything() && m.dispatches().contains(Dispatch.REQUEST))
            .map(mappings::indexOf)
            .findFirst()
            .orElseGet(() -> own.isEmpty() ? -1 : mappings.indexOf(own.get(0)));
    if (place < 0) {
      return List.of();
    }
    List<FilterMapping> side =
        before ? mappings.subList(0, place) : mappings.subList(place + 1, mappings.size());
    Map<String, FilterDef> byName = new HashMap<>();
    app.merged().filters().forEach(f -> byName.putIfAbsent(f.name(), f));
    return side.stream()
        .filter(m -> m.dispatches().contains(Dispatch.REQUEST))
        .map(FilterMapping::filter)
        .distinct()
        .flatMap(name -> Stream.ofNullable(byName.get(name)))
        .filter(f -> !f.className().equals(WebApp.FILTER_CLASS))
        .toList();
  }

  /** Other filters that no file maps: code does, or nobody. */
  List<FilterDef> unmapped() {
    Set<String> mapped =
        app.merged().mappings().stream().map(FilterMapping::filter).collect(Collectors.toSet());
    return app.merged().filters().stream()
        .filter(f -> !mapped.contains(f.name()))
        .filter(f -> !f.name().equals(filter.map(FilterDef::name).orElse("")))
        .filter(f -> !MappingCheck.isUpgrade(f))
        .toList();
  }

  /** The rule that decides a plain GET of a path by somebody without roles, if any does. */
  Optional<Rule> ruleFor(String path, boolean hasPathInfo) {
    return policy.rules().stream()
        .filter(rule -> rule.methods().isEmpty() || rule.methods().contains("GET"))
        .filter(rule -> rule.role() == null)
        .filter(rule -> rule.pattern().matches(path, hasPathInfo))
        .findFirst();
  }

  /** What that GET needs. */
  Requirement requirementFor(String path, boolean hasPathInfo) {
    return policy.requirementFor("GET", path, hasPathInfo, role -> false);
  }

  /** Whether something that cannot be seen may answer any path. */
  boolean opaque() {
    return !app.initializers().isEmpty()
        || Stream.of(others(true), others(false), unmapped())
            .flatMap(List::stream)
            .anyMatch(
                f -> known.find(f).map(m -> m.kind() == KnownFilters.Kind.CONTENT).orElse(true));
  }

  /** How findings call the filter. */
  String quotedName() {
    return "\"" + filter.map(FilterDef::name).orElse("otp") + "\"";
  }

  static String quoted(List<String> names) {
    return "\"" + String.join("\", \"", names) + "\"";
  }
}
