package org.otpfilter.user;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * Where the roles of the user are found (setting {@code user-roles}). Roles are compared with
 * regard to case, and nobody has a role that cannot be found.
 */
public final class RoleSource {

  private static final String IS_USER_IN_ROLE = "isUserInRole";

  private interface Roles {
    boolean contain(HttpServletRequest request, String role);
  }

  private final Roles roles;

  private RoleSource(Roles roles) {
    this.roles = roles;
  }

  /**
   * Makes the source that the setting names.
   *
   * @throws IllegalArgumentException if the setting names none
   */
  public static RoleSource parse(String setting, TrustedProxies proxies) {
    if (setting.equals(IS_USER_IN_ROLE)) {
      return new RoleSource(HttpServletRequest::isUserInRole);
    }
    if (AttributePath.isOne(setting)) {
      AttributePath path = AttributePath.parse(setting);
      return new RoleSource((request, role) -> holds(path.read(request), role, setting));
    }
    if (ProxyHeader.isOne(setting)) {
      ProxyHeader header = ProxyHeader.parse(setting, proxies);
      return new RoleSource((request, role) -> holds(header.read(request), role, setting));
    }
    throw new IllegalArgumentException(
        "'" + setting + "' is neither isUserInRole, session:…, request:… nor header:…");
  }

  /** Whether the user of this request has the role; an exception is a denial. */
  public boolean inRole(HttpServletRequest request, String role) {
    return roles.contain(request, role);
  }

  private static boolean holds(@Nullable Object value, String role, String source) {
    if (value == null) {
      return false;
    }
    if (value instanceof Iterable<?> items) {
      for (Object item : items) {
        if (item != null && role.equals(PlainText.of(item, "an entry of " + source))) {
          return true;
        }
      }
      return false;
    }
    if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        Object item = Array.get(value, i);
        if (item != null && role.equals(PlainText.of(item, "an entry of " + source))) {
          return true;
        }
      }
      return false;
    }
    String list = PlainText.of(value, source);
    return list != null && listHolds(list, role);
  }

  private static boolean listHolds(String list, String role) {
    int start = 0;
    while (start <= list.length()) {
      int comma = list.indexOf(',', start);
      int end = comma < 0 ? list.length() : comma;
      int first = start;
      int last = end;
      while (first < last && Character.isWhitespace(list.charAt(first))) {
        first++;
      }
      while (last > first && Character.isWhitespace(list.charAt(last - 1))) {
        last--;
      }
      if (last > first && last - first == role.length() && list.startsWith(role, first)) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }
}
