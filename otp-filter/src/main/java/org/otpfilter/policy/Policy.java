package org.otpfilter.policy;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an application: what each request needs. It does not know who asks, beyond the
 * answer to "is this user in that role?".
 *
 * <p>The first rule that matches wins; where none does, {@link Requirement#VERIFIED} holds. Three
 * kinds of request never profit from a rule that lets unverified users pass, nor from one that
 * demands less than an earlier rule does of what they may be taken for:
 *
 * <ul>
 *   <li>a decoded path that holds {@code ;}, {@code \}, {@code %}, a control character, {@code //},
 *       a segment {@code .} or {@code ..}, or one with a blank at an edge, because something behind
 *       the filter may read it as another path (security requirements R068 and R069);
 *   <li>a path that, without the slash or extensions at its end, an earlier rule names, because
 *       frameworks take {@code /a/} and {@code /a.json} for {@code /a}; it needs what that rule
 *       demands;
 *   <li>a method that differs only in case from one that a rule names, because the host may take it
 *       for that one (R071); it needs what the method in upper case needs as well.
 * </ul>
 */
public final class Policy {

  private final List<Rule> rules;
  private final RuleIndex index;
  private final RuleIndex strictIndex;
  private final RuleIndex namedIndex;
  private final RuleIndex internalIndex;
  private final boolean stepsUp;
  private final Set<String> methods;

  private Policy(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    index = new RuleIndex(rules);
    strictIndex = new RuleIndex(rules.stream().filter(r -> !r.requirement().lenient()).toList());
    namedIndex = new RuleIndex(rules.stream().filter(Policy::namesStrictly).toList());
    internalIndex = new RuleIndex(rules.stream().filter(Rule::internal).toList());
    stepsUp = rules.stream().anyMatch(r -> namesStrictly(r) && demandsMoreThanVerified(r));
    methods =
        rules.stream().flatMap(r -> r.methods().stream()).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads rules, separated by line breaks or {@code ;}. A rule that is wrong is reported and left
   * out, so a caller that got a problem must not use the policy.
   */
  public static Policy parse(String rules, Consumer<String> problems, Consumer<String> warnings) {
    return new Policy(new RuleParser(problems, warnings).parse(rules));
  }

  /** The rules in their order, for those who look at them; nobody decides by this list. */
  public List<Rule> rules() {
    return rules;
  }

  /** The roles that rules name. */
  public Set<String> roles() {
    return rules.stream()
        .map(Rule::role)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether any rule is for a role. */
  public boolean namesRoles() {
    return !roles().isEmpty();
  }

  /**
   * What a request needs.
   *
   * @param path decoded {@code servletPath + pathInfo}; empty is the context root
   * @param hasPathInfo whether the container split off a path info
   * @param inRole asked only about roles that rules name, perhaps not in their order
   */
  public Requirement requirementFor(
      String method, String path, boolean hasPathInfo, Predicate<String> inRole) {
    return requirementFor(method, path, hasPathInfo, inRole, Predicate::test);
  }

  /**
   * The same, for a question about roles that is kept and asked of one visitor after the other.
   *
   * @param visitor of whom the question is asked
   */
  public <V> Requirement requirementFor(
      String method, String path, boolean hasPathInfo, V visitor, BiPredicate<V, String> inRole) {
    String decided = path.isEmpty() ? "/" : path;
    Requirement plain = decide(method, decided, hasPathInfo, visitor, inRole);
    if (!disguised(method)) {
      return plain;
    }
    String upper = method.toUpperCase(Locale.ROOT);
    return plain
        .and(decide(upper, decided, hasPathInfo, visitor, inRole))
        .and(Requirement.VERIFIED);
  }

  private static boolean demandsMoreThanVerified(Rule rule) {
    return !rule.requirement().equals(Requirement.VERIFIED);
  }

  private static boolean namesStrictly(Rule rule) {
    return !rule.requirement().lenient()
        && (rule.pattern().kind() == PathPattern.Kind.EXACT
            || rule.pattern().kind() == PathPattern.Kind.PREFIX);
  }

  private <V> Requirement decide(
      String method, String path, boolean hasPathInfo, V visitor, BiPredicate<V, String> inRole) {
    Rule rule = index.find(method, path, hasPathInfo, visitor, inRole);
    Requirement first = demand(rule);
    if (!first.lenient() && !stepsUp) {
      return first;
    }
    if (OddPaths.odd(path)) {
      Requirement odd =
          first.lenient()
              ? first.and(demand(strictIndex.find(method, path, hasPathInfo, visitor, inRole)))
              : first;
      return odd.and(hiddenBehind(rule));
    }
    int limit = rule == null ? Integer.MAX_VALUE : rule.index();
    return namedIndex.withShorter(first, limit, method, path, visitor, inRole);
  }

  /** What the rules demand that stand before this one and name something that it matches too. */
  private Requirement hiddenBehind(@Nullable Rule rule) {
    return rules.stream()
        .filter(named -> namesStrictly(named) && before(named, rule))
        .filter(named -> rule == null || rule.pattern().covers(named.pattern()))
        .map(Rule::requirement)
        .reduce(Requirement.VERIFIED, Requirement::and);
  }

  private static boolean before(Rule one, @Nullable Rule other) {
    return other == null || one.index() < other.index();
  }

  private static Requirement demand(@Nullable Rule rule) {
    return rule == null ? Requirement.VERIFIED : rule.requirement();
  }

  private boolean disguised(String method) {
    for (int i = 0; i < method.length(); i++) {
      char c = method.charAt(i);
      if (c >= 'a' && c <= 'z') {
        return methods.contains(method.toUpperCase(Locale.ROOT));
      }
    }
    return false;
  }

  /**
   * What a dispatch of the container itself to a path below {@code /WEB-INF/} needs, if a rule
   * names that path; wider rules do not count, since no client can ask for it.
   */
  public Optional<Requirement> internalRequirementFor(String path) {
    Rule rule = internalRule(path);
    if (rule == null) {
      return Optional.empty();
    }
    Requirement named = rule.requirement();
    return Optional.of(OddPaths.odd(path) ? named.and(Requirement.VERIFIED) : named);
  }

  private @Nullable Rule internalRule(String path) {
    return internalIndex.find("", path, false, "", (nobody, role) -> false);
  }

  /**
   * The line that decides about a path, as it was written; empty where none matches. A path below
   * {@code /WEB-INF/} is decided by the lines that name it, if there are any.
   */
  public Optional<String> ruleFor(
      String method, String path, boolean hasPathInfo, Predicate<String> inRole) {
    Rule rule = path.startsWith("/WEB-INF/") ? internalRule(path) : null;
    return Optional.ofNullable(
            rule == null
                ? index.find(
                    method, path.isEmpty() ? "/" : path, hasPathInfo, inRole, Predicate::test)
                : rule)
        .map(Rule::text);
  }

  /** The rules as they were written, one a line. */
  @Override
  public String toString() {
    return rules.stream().map(Rule::text).collect(Collectors.joining("\n"));
  }
}
