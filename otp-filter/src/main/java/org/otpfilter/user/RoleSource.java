package org.otpfilter.user;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the roles of rules are found. Names of roles are compared exactly. Thread-safe. */
public final class RoleSource {
  private final @Nullable Function<HttpServletRequest, @Nullable Object> reader;

  private RoleSource(@Nullable Function<HttpServletRequest, @Nullable Object> reader) {
    this.reader = reader;
  }

  /**
   * Reads the setting {@code user-roles}.
   *
   * @throws IllegalArgumentException if it names nothing that can be used
   */
  public static RoleSource parse(String setting, TrustedProxies proxies) {
    if (setting.equals("isUserInRole")) {
      return new RoleSource(null);
    }
    Function<HttpServletRequest, @Nullable Object> reader = UserSources.reader(setting, proxies);
    if (reader == null) {
      throw new IllegalArgumentException(
          "user-roles is \""
              + setting
              + "\", not isUserInRole, session:ATTR, request:ATTR or header:NAME");
    }
    return new RoleSource(reader);
  }

  /** Whether the user of the request has the role. */
  public boolean inRole(HttpServletRequest request, String role) {
    if (reader == null) {
      return request.isUserInRole(role);
    }
    Object roles = reader.apply(request);
    if (roles instanceof Object[] array) {
      roles = Arrays.asList(array);
    }
    if (roles instanceof Collection<?> collection) {
      return collection.stream().anyMatch(r -> r != null && r.toString().equals(role));
    }
    return roles != null
        && Arrays.stream(roles.toString().split(",", -1)).anyMatch(r -> r.trim().equals(role));
  }
}
