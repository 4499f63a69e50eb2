package org.otpfilter.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otpfilter.user.UserId;

/**
 * Where a user wanted to go, kept in the session and bound to the user. It is never a URL that a
 * client sent: a path of this application is all it can be (R090).
 */
final class ReturnTarget {
  private static final String ATTRIBUTE = "org.otpfilter.target";
  private static final int LONGEST = 2048;
  private static final String PLAIN = "-._~!$&'()*+,=:@/";

  private ReturnTarget() {}

  /** Remembers what the REQUEST asked for; what is too long is forgotten. */
  static void remember(HttpServletRequest request, HttpSession session, UserId user) {
    boolean forwarded = request.getDispatcherType() == DispatcherType.FORWARD;
    String servletPath =
        forwarded
            ? attribute(request, RequestDispatcher.FORWARD_SERVLET_PATH)
            : request.getServletPath();
    String pathInfo =
        forwarded ? attribute(request, RequestDispatcher.FORWARD_PATH_INFO) : request.getPathInfo();
    String query =
        forwarded
            ? attribute(request, RequestDispatcher.FORWARD_QUERY_STRING)
            : request.getQueryString();
    String path = encodePath(orEmpty(servletPath) + orEmpty(pathInfo));
    String context = request.getServletContext().getContextPath();
    set(session, user, context + path + (query == null ? "" : "?" + encodeQuery(query)));
  }

  /** Remembers a path of ours, with the context path. */
  static void set(HttpSession session, UserId user, String target) {
    if (target.length() > LONGEST) {
      session.removeAttribute(ATTRIBUTE);
    } else {
      session.setAttribute(ATTRIBUTE, List.of(user.key().hex(), target));
    }
  }

  /** Takes the user's target out of the session; another user's is thrown away. */
  static Optional<String> take(HttpSession session, UserId user) {
    Object value = session.getAttribute(ATTRIBUTE);
    session.removeAttribute(ATTRIBUTE);
    return value instanceof List<?> list
            && list.size() == 2
            && user.key().hex().equals(list.get(0))
            && list.get(1) instanceof String target
        ? Optional.of(target)
        : Optional.empty();
  }

  private static @Nullable String attribute(HttpServletRequest request, String name) {
    return request.getAttribute(name) instanceof String text ? text : null;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Exactly one slash leads, for two would name another host. */
  static String encodePath(String decoded) {
    int start = 0;
    while (start < decoded.length() && decoded.charAt(start) == '/') {
      start++;
    }
    StringBuilder out = new StringBuilder("/");
    for (byte b : decoded.substring(start).getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || PLAIN.indexOf(c) >= 0;
      append(out, c, plain);
    }
    return out.toString();
  }

  static String encodeQuery(String raw) {
    StringBuilder out = new StringBuilder();
    for (byte b : raw.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      append(out, c, c > ' ' && c < 0x7f);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char c, boolean plain) {
    if (plain) {
      out.append(c);
    } else {
      out.append('%')
          .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
          .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
    }
  }
}
