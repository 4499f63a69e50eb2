package org.otpfilter.cli.retrofit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.otpfilter.cli.CommandException;
import org.otpfilter.descriptor.FilterDef;
import org.otpfilter.descriptor.KnownFilters;

/**
 * Where the filter's mapping goes among the others (requirement: behind the filter that signs users
 * in, before all that makes content), and in words why. It changes nothing.
 *
 * @param behind the mapping behind which it goes, or null if it comes first
 * @param why for the operator
 * @param warnings what the operator should look at
 */
record Position(@Nullable Element behind, String why, List<String> warnings) {

  private static final KnownFilters KNOWN = KnownFilters.load();

  /** What may stand at the head of a {@code web.xml}, before filter mappings. */
  private static final Set<String> HEAD =
      Set.of(
          "icon",
          "display-name",
          "description",
          "distributable",
          "context-param",
          "module-name",
          "absolute-ordering",
          "deny-uncovered-http-methods",
          "default-context-path",
          "request-character-encoding",
          "response-character-encoding",
          "filter");

  /** Finds the place; a filter name without a mapping is refused with those that have one. */
  static Position find(WebXml webXml, Optional<String> after) {
    return after.map(name -> named(webXml, name)).orElseGet(() -> known(webXml));
  }

  private static Position named(WebXml webXml, String name) {
    Element last =
        webXml
            .lastMapping(name)
            .orElseThrow(
                () ->
                    new CommandException(
                        "--after '"
                            + name
                            + "': no filter of that name is mapped in "
                            + WebXml.NAME
                            + (webXml.mappedNames().isEmpty()
                                ? ", and no other either"
                                : "; there are " + WebXml.quoted(webXml.mappedNames()))));
    return behind(webXml, last, "behind '" + name + "', as --after says");
  }

  private static Position known(WebXml webXml) {
    Map<String, Optional<String>> libraries = libraries(webXml);
    Element last = null;
    String library = "";
    for (Element mapping : webXml.mappings()) {
      Optional<String> found = libraries.getOrDefault(WebXml.filterName(mapping), Optional.empty());
      if (found.isPresent() && WebXml.seesRequests(mapping)) {
        last = mapping;
        library = found.get();
      }
    }
    if (last == null) {
      return new Position(null, "before all others", List.of());
    }
    return behind(
        webXml,
        last,
        "behind '" + WebXml.filterName(last) + "', which signs users in (" + library + ")");
  }

  /** By filter name, the library that signs users in by it; the first of a name counts. */
  private static Map<String, Optional<String>> libraries(WebXml webXml) {
    Map<String, Optional<String>> libraries = new HashMap<>();
    for (Element filter : webXml.filters()) {
      libraries.computeIfAbsent(
          WebXml.filterName(filter),
          name ->
              KNOWN
                  .find(definition(filter))
                  .filter(match -> match.kind() == KnownFilters.Kind.SIGN_IN)
                  .map(KnownFilters.Match::library));
    }
    return libraries;
  }

  private static FilterDef definition(Element filter) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Element param : filter.children("init-param")) {
      parameters.put(param.textOf("param-name"), param.textOf("param-value"));
    }
    return new FilterDef(
        WebXml.filterName(filter), filter.textOf("filter-class"), false, parameters, WebXml.NAME);
  }

  private static Position behind(WebXml webXml, Element last, String why) {
    List<String> warnings = new ArrayList<>();
    if (last.children("url-pattern").isEmpty()) {
      warnings.add(
          "'"
              + WebXml.filterName(last)
              + "' is mapped by servlet name there; containers run it behind every filter that is"
              + " mapped by pattern, so also behind otp-filter. Map it by pattern, or make sure that"
              + " users are signed in otherwise");
    }
    List<String> earlier =
        webXml.mappings().stream()
            .filter(mapping -> mapping.start() <= last.start())
            .map(WebXml::filterName)
            .distinct()
            .toList();
    warnings.add(
        "what these filters answer themselves, they answer before the second factor: "
            + WebXml.quoted(earlier));
    return new Position(last, why, warnings);
  }

  /** Where the filter itself goes: before every mapping, and where the DTDs want it. */
  static int beforeMappings(WebXml webXml) {
    List<Element> children = webXml.root().children();
    int end = webXml.root().open().end();
    boolean mapped = !webXml.mappings().isEmpty();
    for (Element child : children) {
      if (mapped ? child.is("filter-mapping") : !HEAD.contains(child.name())) {
        break;
      }
      end = child.end();
    }
    return end;
  }
}
