package org.otpfilter.descriptor;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one {@code web.xml} or {@code web-fragment.xml} says. It is not merged with others.
 *
 * @param where the file
 * @param header what stands at its top
 * @param filters in their order
 * @param mappings of filters, in their order
 * @param servlets with their mappings
 * @param login the login config
 * @param errorPages in their order
 * @param sessions the session config
 * @param listeners class names
 * @param welcomeFiles in their order
 * @param constraints the security constraints
 */
public record Descriptor(
    String where,
    Header header,
    List<FilterDef> filters,
    List<FilterMapping> mappings,
    List<ServletDef> servlets,
    Optional<Login> login,
    List<ErrorPage> errorPages,
    Optional<Sessions> sessions,
    List<String> listeners,
    List<String> welcomeFiles,
    List<Constraint> constraints) {

  /** Copies the lists. */
  public Descriptor {
    filters = List.copyOf(filters);
    mappings = List.copyOf(mappings);
    servlets = List.copyOf(servlets);
    errorPages = List.copyOf(errorPages);
    listeners = List.copyOf(listeners);
    welcomeFiles = List.copyOf(welcomeFiles);
    constraints = List.copyOf(constraints);
  }

  /**
   * The top of the file.
   *
   * @param version {@code 2.3} to {@code 6.1}, or null if it says none
   * @param flavour what its namespace or document type stands for, or null
   * @param complete {@code metadata-complete}
   * @param subset whether the document type has declarations of its own
   * @param order its place among the fragments, or theirs
   */
  public record Header(
      @Nullable String version,
      @Nullable Flavour flavour,
      boolean complete,
      boolean subset,
      Order order) {

    /** The ways that this version cannot name: before 2.4 all but REQUEST, before 3.0 ASYNC. */
    Set<Dispatch> unnameable() {
      if (major() != 2) {
        return Set.of();
      }
      return String.valueOf(version).compareTo("2.4") < 0
          ? EnumSet.complementOf(EnumSet.of(Dispatch.REQUEST))
          : EnumSet.of(Dispatch.ASYNC);
    }

    /** The major version, or 0 if there is none. */
    int major() {
      String text = version;
      return text == null || text.isEmpty() || !Character.isDigit(text.charAt(0))
          ? 0
          : text.charAt(0) - '0';
    }
  }

  /**
   * The place among the fragments (Servlet 3.1, section 8.2.2).
   *
   * @param name of the fragment, or empty
   * @param absolute names in order, {@code *} for the others; null if nothing is said
   * @param after names, {@code *} for the others
   * @param before names, {@code *} for the others
   */
  public record Order(
      String name, @Nullable List<String> absolute, List<String> after, List<String> before) {}

  /**
   * A login config.
   *
   * @param method {@code BASIC}, {@code FORM}, …
   * @param loginPage with FORM, else empty
   * @param errorPage with FORM, else empty
   */
  public record Login(String method, String loginPage, String errorPage) {}

  /**
   * An error page.
   *
   * @param cause a status, an exception's class, or empty for everything
   * @param location a path
   */
  public record ErrorPage(String cause, String location) {}

  /**
   * A session config.
   *
   * @param tracking {@code COOKIE}, {@code URL}, {@code SSL}
   * @param httpOnly of the cookie, or null if nothing is said
   * @param secure of the cookie, or null if nothing is said
   */
  public record Sessions(
      Set<String> tracking, @Nullable Boolean httpOnly, @Nullable Boolean secure) {}

  /**
   * A security constraint.
   *
   * @param patterns what it is for
   * @param roles who may; empty with an empty constraint
   * @param demandsLogin whether it has an auth-constraint
   */
  public record Constraint(List<String> patterns, List<String> roles, boolean demandsLogin) {}

  /** A file that says nothing, for an application that has none. */
  static Descriptor none(String where) {
    return new Descriptor(
        where,
        new Header(null, null, false, false, new Order("", null, List.of(), List.of())),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }
}
