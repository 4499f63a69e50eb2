package org.otpfilter.descriptor;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an application says of its Servlet API, the strongest first: its own classes, classes of
 * libraries that its descriptor names, a jakarta namespace, its libraries, any other namespace, the
 * product's jar. An old namespace is weak: jakarta containers take it too.
 *
 * @param flavour the answer
 * @param sure whether anything says so
 */
record FlavourEvidence(Flavour flavour, boolean sure) {

  static FlavourEvidence of(
      Descriptor main, Annotated classes, Annotated libraries, List<Library> jars) {
    Flavour found =
        Stream.of(
                majority(classes.count(Flavour.JAVAX), classes.count(Flavour.JAKARTA)),
                named(main, libraries),
                main.header().flavour() == Flavour.JAKARTA ? Flavour.JAKARTA : null,
                majority(only(jars, Flavour.JAVAX), only(jars, Flavour.JAKARTA)),
                main.header().flavour(),
                jars.stream()
                    .flatMap(jar -> jar.ours().stream())
                    .map(Library.Product::flavour)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return found == null
        ? new FlavourEvidence(Flavour.JAKARTA, false)
        : new FlavourEvidence(found, true);
  }

  private static @Nullable Flavour majority(long javax, long jakarta) {
    if (javax == jakarta) {
      return null;
    }
    return javax > jakarta ? Flavour.JAVAX : Flavour.JAKARTA;
  }

  private static @Nullable Flavour named(Descriptor main, Annotated libraries) {
    List<Flavour> flavours =
        Stream.of(
                main.filters().stream().map(FilterDef::className),
                main.servlets().stream().map(ServletDef::type),
                main.listeners().stream())
            .flatMap(names -> names)
            .filter(libraries.flavours()::containsKey)
            .map(libraries.flavours()::get)
            .toList();
    return majority(
        flavours.stream().filter(f -> f == Flavour.JAVAX).count(),
        flavours.stream().filter(f -> f == Flavour.JAKARTA).count());
  }

  /** Jars of others that name this API and not the other: many libraries serve both. */
  private static long only(List<Library> jars, Flavour flavour) {
    return jars.stream()
        .filter(jar -> jar.ours().isEmpty())
        .filter(jar -> jar.uses().contains(flavour) && !jar.uses().contains(flavour.other()))
        .count();
  }
}
