package org.otpfilter.descriptor;

import java.util.List;
import java.util.stream.Stream;
import org.otpfilter.policy.PathPattern;

/**
 * What lies at which path of an application: servlets and files. It does not know what code adds.
 */
final class Places {

  private final List<String> servlets;
  private final WebApp app;

  Places(WebApp app) {
    this.app = app;
    this.servlets =
        app.merged().servlets().stream().flatMap(s -> s.patterns().stream()).distinct().toList();
  }

  /** Whether a servlet takes every path as a path info, so that no path has an extension. */
  boolean everythingIsPathInfo() {
    return servlets.contains("/*");
  }

  /** Whether a servlet of the application takes what no other does. */
  boolean hasDefault() {
    return servlets.contains("/") || servlets.contains("/*");
  }

  /** The folders whose servlet takes all below as a path info, without their {@code /*}. */
  Stream<String> folders() {
    return servlets.stream()
        .filter(p -> p.endsWith("/*") && p.length() > 2)
        .map(p -> p.substring(0, p.length() - 2));
  }

  /** Whether anything that this pattern matches is there. */
  boolean has(PathPattern pattern) {
    return switch (pattern.kind()) {
      case ALL -> true;
      case EXTENSION -> !everythingIsPathInfo() && hasExtension("." + pattern.base());
      case EXACT -> pattern.base().equals("/") || hasDefault() || at(pattern.base());
      case PREFIX -> hasDefault() || below(pattern.base());
    };
  }

  private boolean hasExtension(String extension) {
    return hasDefaultServlet()
        || servlets.stream().anyMatch(p -> p.endsWith(extension))
        || files().anyMatch(f -> f.endsWith(extension));
  }

  private boolean hasDefaultServlet() {
    return servlets.contains("/");
  }

  /** Files that clients may ask for. */
  private Stream<String> files() {
    return app.files().stream()
        .filter(f -> !f.startsWith("WEB-INF/") && !f.startsWith("META-INF/"));
  }

  private boolean at(String path) {
    String file = path.substring(1);
    return app.files().contains(file)
        || hasFileBelow(file.endsWith("/") ? file : file + "/")
        || servlets.stream().anyMatch(p -> p.equals(path) || takes(p, path));
  }

  private boolean below(String folder) {
    return hasFileBelow(folder.substring(1) + "/")
        || servlets.stream()
            .anyMatch(
                p ->
                    p.equals(folder)
                        || p.startsWith(folder + "/")
                        || p.startsWith("*.")
                        || takes(p, folder));
  }

  private boolean hasFileBelow(String folder) {
    return app.files().tailSet(folder).stream().limit(1).anyMatch(f -> f.startsWith(folder));
  }

  private static boolean takes(String servletPattern, String path) {
    if (servletPattern.startsWith("*.")) {
      return path.endsWith(servletPattern.substring(1));
    }
    return servletPattern.endsWith("/*")
        && (path + "/").startsWith(servletPattern.substring(0, servletPattern.length() - 1));
  }

  /** The welcome files that are there, with a slash before. */
  List<String> welcomeFiles() {
    List<String> named = app.merged().welcomeFiles();
    List<String> all = named.isEmpty() ? List.of("index.html", "index.htm", "index.jsp") : named;
    return all.stream()
        .map(file -> file.startsWith("/") ? file : "/" + file)
        .filter(path -> app.files().contains(path.substring(1)) || servlets.contains(path))
        .toList();
  }
}
