package org.otpfilter.user;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.otpfilter.UserSource;

/**
 * The sources that the setting {@code user} can name (design section 5). None of them creates a
 * session or believes a client.
 */
public final class UserSources {

  private static final String REMOTE_USER = "remote-user";

  private UserSources() {}

  /**
   * Makes the source that the setting names.
   *
   * @param loader where the class of a source is looked for
   * @throws IllegalArgumentException if the setting names none
   */
  public static UserSource parse(String setting, TrustedProxies proxies, ClassLoader loader) {
    if (setting.equals(REMOTE_USER)) {
      return UserSources::remoteUser;
    }
    if (AttributePath.isOne(setting)) {
      AttributePath path = AttributePath.parse(setting);
      return request -> text(path, request);
    }
    if (ProxyHeader.isOne(setting)) {
      return ProxyHeader.parse(setting, proxies)::read;
    }
    return instance(setting, loader);
  }

  private static @Nullable String remoteUser(HttpServletRequest request) {
    try {
      String name = request.getRemoteUser();
      if (name != null) {
        return name;
      }
      // some filters that sign users in wrap the one and forget the other
      Principal principal = request.getUserPrincipal();
      return principal == null ? null : principal.getName();
    } catch (IllegalStateException e) {
      // Jetty 12 signs in here, outside of a constraint, and fails if it has to change the session
      // id: it shows the application nobody either
      return null;
    }
  }

  private static @Nullable String text(AttributePath path, HttpServletRequest request) {
    Object value = path.read(request);
    return value == null ? null : PlainText.of(value, path.source());
  }

  private static UserSource instance(String className, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(className, true, loader);
      if (!UserSource.class.isAssignableFrom(type)) {
        throw refused(className, "does not implement " + UserSource.class.getName(), null);
      }
      if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
        throw refused(className, "is not a public class that can be made", null);
      }
      return (UserSource) type.getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw refused(
          className,
          "is neither remote-user, session:…, request:…, header:… nor a class of the application",
          e);
    } catch (NoSuchMethodException e) {
      throw refused(className, "has no public constructor without parameters", e);
    } catch (InvocationTargetException e) {
      throw refused(className, "cannot be made", e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw refused(className, "cannot be made", e);
    }
  }

  private static IllegalArgumentException refused(
      String className, String reason, @Nullable Throwable cause) {
    return new IllegalArgumentException("'" + className + "' " + reason, cause);
  }
}
