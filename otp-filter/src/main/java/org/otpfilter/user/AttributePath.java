package org.otpfilter.user;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of the session or the request, and properties of its value ({@code
 * session:ATTR.property}). It never creates a session. An attribute's name may hold dots itself: of
 * the names that the path can mean, the longest that is set counts.
 */
final class AttributePath {

  private static final String SESSION = "session:";
  private static final String REQUEST = "request:";

  private record Reading(String attribute, List<String> properties) {}

  private final String source;
  private final boolean inSession;
  private final List<Reading> readings;
  private final PropertyReader properties;

  private AttributePath(String source, List<Reading> readings) {
    this.source = source;
    this.inSession = source.startsWith(SESSION);
    this.readings = readings;
    this.properties = new PropertyReader(source);
  }

  static boolean isOne(String source) {
    return source.startsWith(SESSION) || source.startsWith(REQUEST);
  }

  static AttributePath parse(String source) {
    String path = source.substring(source.indexOf(':') + 1);
    List<String> parts = List.of(path.split("\\.", -1));
    for (String part : parts) {
      if (part.isEmpty() || part.chars().anyMatch(Character::isWhitespace)) {
        throw new IllegalArgumentException("'" + source + "' names no attribute");
      }
    }
    List<Reading> readings = new ArrayList<>();
    for (int length = parts.size(); length > 0; length--) {
      readings.add(
          new Reading(
              String.join(".", parts.subList(0, length)), parts.subList(length, parts.size())));
    }
    return new AttributePath(source, List.copyOf(readings));
  }

  String source() {
    return source;
  }

  /** Returns the value, or null if the attribute or anything on the way is not there. */
  @Nullable Object read(HttpServletRequest request) {
    HttpSession session = inSession ? request.getSession(false) : null;
    if (inSession && session == null) {
      return null;
    }
    for (int i = 0; i < readings.size(); i++) {
      Reading reading = readings.get(i);
      Object value = attribute(request, session, reading.attribute());
      if (value != null) {
        return follow(value, reading.properties());
      }
    }
    return null;
  }

  private static @Nullable Object attribute(
      HttpServletRequest request, @Nullable HttpSession session, String name) {
    if (session == null) {
      return request.getAttribute(name);
    }
    try {
      return session.getAttribute(name);
    } catch (IllegalStateException e) {
      // the application has just ended the session
      return null;
    }
  }

  private @Nullable Object follow(Object start, List<String> path) {
    Object value = unwrapped(start);
    for (int i = 0; i < path.size() && value != null; i++) {
      value = unwrapped(properties.read(value, path.get(i)));
    }
    return value;
  }

  private static @Nullable Object unwrapped(@Nullable Object value) {
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }
}
