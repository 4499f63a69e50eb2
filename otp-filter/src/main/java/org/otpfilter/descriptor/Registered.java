package org.otpfilter.descriptor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the container of a starting application knows beyond its files.
 *
 * @param fragments of its libraries
 * @param filters all that are registered, by whatever means
 * @param servlets the application's own that are registered, with their mappings
 * @param mappings that the product itself has added
 * @param classes class files of filters that no descriptor declares: they may be annotated
 * @param sessions the session config that holds
 */
public record Registered(
    List<Descriptor> fragments,
    List<FilterDef> filters,
    List<ServletDef> servlets,
    List<FilterMapping> mappings,
    List<byte[]> classes,
    Optional<Descriptor.Sessions> sessions) {

  /** Copies the lists. */
  public Registered {
    fragments = List.copyOf(fragments);
    filters = List.copyOf(filters);
    servlets = List.copyOf(servlets);
    mappings = List.copyOf(mappings);
    classes = List.copyOf(classes);
  }

  /** Adds what the descriptors do not say. */
  Descriptor addTo(Descriptor merged) {
    return new Descriptor(
        merged.where(),
        merged.header(),
        Merge.distinct(merged.filters(), filters, FilterDef::name),
        Stream.concat(merged.mappings().stream(), mappings.stream()).toList(),
        Merge.distinct(merged.servlets(), servlets, ServletDef::name),
        merged.login(),
        merged.errorPages(),
        sessions.or(merged::sessions),
        merged.listeners(),
        merged.welcomeFiles(),
        merged.constraints());
  }
}
