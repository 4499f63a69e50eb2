package org.otpfilter.user;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Enumeration;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.otpfilter.UserSource;

/** The sources that the settings {@code user} and {@code user-roles} can name. */
public final class UserSources {

  private UserSources() {}

  /**
   * Reads the setting {@code user}.
   *
   * @throws IllegalArgumentException if it names nothing that can be used
   */
  public static UserSource parse(String setting, TrustedProxies proxies, ClassLoader loader) {
    if (setting.equals("remote-user")) {
      return UserSources::remoteUser;
    }
    Function<HttpServletRequest, @Nullable Object> reader = reader(setting, proxies);
    if (reader != null) {
      return request -> text(setting, reader.apply(request));
    }
    try {
      return loader
          .loadClass(setting)
          .asSubclass(UserSource.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      throw new IllegalArgumentException(
          "user is \""
              + setting
              + "\": neither remote-user, session:ATTR, request:ATTR, header:NAME nor a class with"
              + " a public constructor without arguments that implements org.otpfilter.UserSource",
          e);
    }
  }

  /** The reader of a session, request or header source; null for any other setting. */
  static @Nullable Function<HttpServletRequest, @Nullable Object> reader(
      String setting, TrustedProxies proxies) {
    int colon = setting.indexOf(':');
    String kind = colon < 0 ? "" : setting.substring(0, colon);
    String name = setting.substring(colon + 1).trim();
    if (!kind.isEmpty() && name.isEmpty()) {
      throw new IllegalArgumentException("\"" + setting + "\" names nothing behind the colon");
    }
    Attributes path = new Attributes(setting, name);
    return switch (kind) {
      case "session" -> request -> fromSession(request, path);
      case "request" -> request -> path.read(request::getAttribute);
      case "header" -> request -> header(request, name, proxies);
      default -> null;
    };
  }

  private static @Nullable String remoteUser(HttpServletRequest request) {
    String name = request.getRemoteUser();
    if (name != null) {
      return name;
    }
    Principal principal = request.getUserPrincipal();
    return principal == null ? null : principal.getName();
  }

  private static @Nullable Object fromSession(HttpServletRequest request, Attributes path) {
    HttpSession session = request.getSession(false);
    if (session == null) {
      return null;
    }
    try {
      return path.read(session::getAttribute);
    } catch (IllegalStateException e) {
      if (ended(session)) {
        return null;
      }
      throw e;
    }
  }

  private static boolean ended(HttpSession session) {
    try {
      session.getCreationTime();
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /**
   * A header of somebody else than a trusted proxy is refused: the application would believe it.
   */
  private static @Nullable Object header(
      HttpServletRequest request, String name, TrustedProxies proxies) {
    Enumeration<String> lines = request.getHeaders(name);
    if (lines == null || !lines.hasMoreElements()) {
      return null;
    }
    String value = lines.nextElement();
    if (lines.hasMoreElements()) {
      throw new IllegalStateException("the header " + name + " came twice");
    }
    if (!proxies.trusts(request.getRemoteAddr())) {
      throw new IllegalStateException(
          "the header " + name + " came from a peer that is not in trusted-proxies");
    }
    return value;
  }

  private static @Nullable String text(String setting, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof CharSequence
        || value instanceof Number
        || value instanceof UUID
        || value instanceof Enum<?>) {
      return value.toString();
    }
    if (value instanceof Principal principal) {
      return principal.getName();
    }
    throw new IllegalStateException(
        setting + " is a " + value.getClass().getName() + "; name a property of it");
  }
}
