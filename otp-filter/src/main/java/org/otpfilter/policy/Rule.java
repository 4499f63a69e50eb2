package org.otpfilter.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the rules. It does not know its neighbours, only its place among them.
 *
 * @param index its place; the lower one wins
 * @param methods the methods it is for, with HEAD beside GET; empty for all
 * @param pattern the paths it is for
 * @param requirement what it demands
 * @param role the role it is for, or null for everybody
 * @param text how it was written
 */
public record Rule(
    int index,
    Set<String> methods,
    PathPattern pattern,
    Requirement requirement,
    @Nullable String role,
    String text) {

  /** Copies the methods. */
  public Rule {
    methods = Set.copyOf(methods);
  }

  boolean isFor(String method) {
    return methods.isEmpty() || methods.contains(method);
  }

  /** Whether this one, standing before the other, leaves it nothing to match. */
  boolean shadows(Rule later) {
    return pattern.covers(later.pattern)
        && (methods.isEmpty() || (!later.methods.isEmpty() && methods.containsAll(later.methods)))
        && (role == null || role.equals(later.role));
  }

  /** Whether it names what only the container itself can dispatch to. */
  public boolean internal() {
    String base = pattern.base();
    return pattern.kind() != PathPattern.Kind.EXTENSION
        && (base.equals("/WEB-INF") || base.startsWith("/WEB-INF/"));
  }

  @Override
  public String toString() {
    return text;
  }
}
