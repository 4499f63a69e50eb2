package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.otpfilter.user.RoleSource;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserKey;
import org.otpfilter.user.UserNames;

/** Who may see the report (setting {@code operators}). Says nothing of a second factor. */
public final class Operators {
  private static final String ROLE = "role:";

  private final Set<UserKey> users;
  private final Set<String> roles;
  private final RoleSource source;

  private Operators(Set<UserKey> users, Set<String> roles, RoleSource source) {
    this.users = users;
    this.roles = roles;
    this.source = source;
  }

  /** The operators of these entries: user names, and roles behind {@code role:}. */
  public static Operators of(List<String> entries, UserNames names, RoleSource source) {
    return new Operators(
        entries.stream()
            .filter(entry -> !entry.startsWith(ROLE))
            .map(entry -> names.identify(entry).key())
            .collect(Collectors.toUnmodifiableSet()),
        entries.stream()
            .filter(entry -> entry.startsWith(ROLE))
            .map(entry -> entry.substring(ROLE.length()).strip())
            .collect(Collectors.toUnmodifiableSet()),
        source);
  }

  boolean none() {
    return users.isEmpty() && roles.isEmpty();
  }

  /** Whether the user of this request is one. */
  boolean include(HttpServletRequest request, UserId user) {
    return users.contains(user.key())
        || roles.stream().anyMatch(role -> source.inRole(request, role));
  }
}
