package org.otpfilter.policy;

import org.jspecify.annotations.Nullable;

/**
 * A URL pattern as the Servlet specification (12.2) writes it, with {@code /} for the context root
 * alone. It compares decoded paths, case and all, and knows neither methods nor queries.
 */
public final class PathPattern {

  /** The forms of a pattern. */
  public enum Kind {
    /** One path, {@code /} for the context root alone. */
    EXACT,
    /** A folder and all below it. */
    PREFIX,
    /** What the last segment ends with. */
    EXTENSION,
    /** Everything. */
    ALL
  }

  private static final String ALLOWED =
      " (allowed: an exact path '/a', a folder '/a/*', an extension '*.do', '/' for the context"
          + " root alone, '/*' for everything)";

  private final Kind kind;
  private final String text;
  private final String base;

  private PathPattern(Kind kind, String text, String base) {
    this.kind = kind;
    this.text = text;
    this.base = base;
  }

  /** Reads a pattern, or throws an {@link IllegalArgumentException} that says what is allowed. */
  public static PathPattern parse(String text) {
    String refusal = refusal(text);
    if (refusal != null) {
      throw new IllegalArgumentException("the pattern '" + text + "' " + refusal + ALLOWED);
    }
    if (text.equals("/*")) {
      return new PathPattern(Kind.ALL, text, "");
    }
    if (text.startsWith("*.")) {
      return new PathPattern(Kind.EXTENSION, text, text.substring(2));
    }
    return text.endsWith("/*")
        ? new PathPattern(Kind.PREFIX, text, text.substring(0, text.length() - 2))
        : new PathPattern(Kind.EXACT, text, text);
  }

  private static @Nullable String refusal(String text) {
    boolean extension = text.startsWith("*.");
    if (!extension && !text.startsWith("/")) {
      return "is not a path below the context root";
    }
    String body = extension ? text.substring(2) : text;
    if (!extension && text.endsWith("/*")) {
      body = text.substring(0, text.length() - 1);
    }
    if (body.indexOf('*') >= 0) {
      return "has a '*' where none can stand";
    }
    if (body.indexOf('?') >= 0 || body.indexOf('#') >= 0) {
      return "names a query or a fragment; only paths are compared";
    }
    if (body.indexOf('%') >= 0) {
      return "is encoded; patterns are compared with the decoded path";
    }
    if (OddPaths.odd(body) || hasBlank(body)) {
      return "holds ';', '\\', '//', a '.' or '..' segment, a blank or a control character";
    }
    return extension ? extensionRefusal(body) : null;
  }

  private static @Nullable String extensionRefusal(String extension) {
    if (extension.isEmpty()) {
      return "names no extension";
    }
    return extension.indexOf('.') >= 0 || extension.indexOf('/') >= 0
        ? "can never match: the extension is what follows the last dot of the last segment"
        : null;
  }

  private static boolean hasBlank(String text) {
    return text.codePoints().anyMatch(Character::isWhitespace);
  }

  /**
   * Whether this pattern matches a decoded path ({@code servletPath + pathInfo}).
   *
   * @param path the path; empty is the context root
   * @param hasPathInfo whether the container split off a path info: then no extension matches
   */
  public boolean matches(String path, boolean hasPathInfo) {
    return switch (kind) {
      case ALL -> true;
      case EXACT -> base.equals(path.isEmpty() ? "/" : path);
      case PREFIX -> isAtOrBelow(path);
      case EXTENSION -> !hasPathInfo && hasExtension(path);
    };
  }

  private boolean isAtOrBelow(String path) {
    return path.startsWith(base)
        && (path.length() == base.length() || path.charAt(base.length()) == '/');
  }

  private boolean hasExtension(String path) {
    int start = extensionStart(path);
    return start >= 0
        && path.length() - start == base.length()
        && path.regionMatches(start, base, 0, base.length());
  }

  /** Where the extension of the last segment begins, or -1. */
  static int extensionStart(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? dot + 1 : -1;
  }

  /** Whether every request that the other pattern matches is matched by this one. */
  public boolean covers(PathPattern other) {
    return switch (kind) {
      case ALL -> true;
      case EXACT, EXTENSION -> kind == other.kind && base.equals(other.base);
      case PREFIX ->
          (other.kind == Kind.EXACT || other.kind == Kind.PREFIX) && isAtOrBelow(other.base);
    };
  }

  /** Which form it has. */
  public Kind kind() {
    return kind;
  }

  /** The path, folder or extension without its wildcard. */
  public String base() {
    return base;
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PathPattern pattern && text.equals(pattern.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
