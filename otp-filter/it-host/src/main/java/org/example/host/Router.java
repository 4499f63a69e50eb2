package org.example.host;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Finds its pages by reading the path itself, as frameworks do, each in a way of its own: blanks
 * are trimmed, slashes at the end do not count, escapes are decoded once more, dots are resolved.
 * Two of its pages are protected.
 */
public final class Router extends HttpServlet {
  private static final Set<String> CLOSED = Set.of("/open/closed", "/route/closed");

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String raw = request.getRequestURI();
    String context = getServletContext().getContextPath();
    String below = raw.startsWith(context) ? raw.substring(context.length()) : raw;
    List<String> readings = new ArrayList<>();
    readings.add(trimmed(decoded(below.replaceAll(";[^/]*", ""))));
    String info = request.getPathInfo();
    String path = request.getServletPath() + (info == null ? "" : info);
    readings.add(trimmed(path));
    readings.add(resolved(decoded(path).replaceAll(";[^/]*", "")));
    if (readings.stream().anyMatch(Router::isClosed)) {
      Vault.show(this, request, response);
    } else {
      response.getWriter().println("an open page");
    }
  }

  /** Whether it names a protected page, with or without what looks like a format. */
  private static boolean isClosed(String path) {
    return CLOSED.contains(path) || CLOSED.contains(path.replaceFirst("\\.[^./]*$", ""));
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2b"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path;
    }
  }

  private static String trimmed(String path) {
    StringBuilder read = new StringBuilder();
    for (String part : path.split("/", -1)) {
      if (!part.isBlank()) {
        read.append('/').append(part.strip());
      }
    }
    return read.toString();
  }

  private static String resolved(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.replace('\\', '/').split("/", -1)) {
      String name = part.strip().replaceAll("[\\x00-\\x1f].*", "");
      if (name.equals("..")) {
        parts.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        parts.addLast(name);
      }
    }
    return "/" + String.join("/", parts);
  }
}
