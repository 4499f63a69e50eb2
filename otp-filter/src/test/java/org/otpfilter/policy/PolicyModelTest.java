package org.otpfilter.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Compares the index with a model that looks at each rule in turn. */
final class PolicyModelTest {

  /** Two of them have the same hash. */
  private static final List<String> SEGMENTS =
      List.of("a", "b", "ab", "a.do", "b.x.do", ".do", "Aa", "BB");

  private static final int DEPTH_OF_RULES = 3;
  private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT");
  private static final List<String> ROLES = List.of("r", "s");

  private record Line(String methods, String pattern, String requirement, String role) {
    @Override
    public String toString() {
      return (methods + " " + pattern + " " + requirement + role).strip();
    }

    boolean matches(String method, String path, boolean hasPathInfo, Set<String> roles) {
      List<String> named = List.of(methods.split(",", -1));
      boolean methodMatches =
          methods.isEmpty()
              || named.contains(method)
              || (method.equals("HEAD") && named.contains("GET"));
      boolean roleMatches =
          role.isEmpty() || roles.contains(role.substring(role.lastIndexOf(' ') + 1));
      return methodMatches
          && roleMatches
          && patternMatches(path.isEmpty() ? "/" : path, hasPathInfo);
    }

    private boolean patternMatches(String path, boolean hasPathInfo) {
      if (pattern.endsWith("/*")) {
        return (path + "/").startsWith(pattern.substring(0, pattern.length() - 1));
      }
      if (pattern.startsWith("*")) {
        return !hasPathInfo && path.matches(".*\\." + pattern.substring(2));
      }
      return path.equals(pattern);
    }
  }

  @RepeatedTest(200)
  void policyWhenRulesAndRequestsAreRandomThenIndexAgreesWithModel(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Line> lines = new ArrayList<>();
    for (int i = random.nextInt(25); i >= 0; i--) {
      lines.add(line(random, i));
    }
    String rules = String.join("\n", lines.stream().map(Line::toString).toList());
    List<String> problems = new ArrayList<>();
    Policy policy = Policy.parse(rules, problems::add, warning -> {});
    assertThat(problems).isEmpty();
    for (int i = 0; i < 300; i++) {
      String method = pick(random, METHODS);
      String path = random.nextInt(10) == 0 ? "" : asked(random);
      boolean pathInfo = random.nextBoolean();
      Set<String> roles = random.nextBoolean() ? Set.of(pick(random, ROLES)) : Set.of();
      String expected = expected(lines, method, path, pathInfo, roles);
      assertThat(policy.requirementFor(method, path, pathInfo, roles::contains))
          .as("%s %s %s %s under %s", method, path, pathInfo, roles, rules)
          .hasToString(expected);
    }
  }

  private static String expected(
      List<Line> lines, String method, String path, boolean pathInfo, Set<String> roles) {
    Line first = first(lines, method, path, pathInfo, roles);
    List<Line> strictlyNamed =
        lines.subList(0, first == null ? lines.size() : lines.indexOf(first)).stream()
            .filter(line -> !line.requirement().startsWith("if-enrolled"))
            .filter(line -> line.pattern().startsWith("/") && !line.pattern().equals("/*"))
            .toList();
    String strictest = first == null ? "verified" : first.requirement();
    String name = path;
    String shorter = shorter(name);
    while (!shorter.equals(name)) {
      name = shorter;
      shorter = shorter(name);
      Line named = first(strictlyNamed, method, name, pathInfo, roles);
      if (named != null) {
        strictest = stricter(strictest, named.requirement());
      }
    }
    return strictest;
  }

  private static String shorter(String path) {
    return path.replaceFirst("(?<=[^/])(/|\\.[^./]*)$", "");
  }

  /** The stricter of the words and the shorter of the ages. */
  private static String stricter(String one, String other) {
    List<String> order = List.of("if-enrolled", "verified", "verified-only");
    String[] mine = one.split(" within ");
    String[] theirs = other.split(" within ");
    String word = order.indexOf(mine[0]) >= order.indexOf(theirs[0]) ? mine[0] : theirs[0];
    boolean shorter = mine.length > 1 && seconds(mine[1]) < seconds(theirs[1]);
    return word + " within " + (shorter ? mine[1] : theirs[1]);
  }

  private static int seconds(String age) {
    return Integer.parseInt(age.substring(0, age.length() - 1));
  }

  private static @Nullable Line first(
      List<Line> lines, String method, String path, boolean pathInfo, Set<String> roles) {
    return lines.stream()
        .filter(line -> line.matches(method, path, pathInfo, roles))
        .findFirst()
        .orElse(null);
  }

  /** Every line has an age of its own, so that two lines are never taken for one another. */
  private static Line line(Random random, int number) {
    String methods =
        switch (random.nextInt(4)) {
          case 0 -> pick(random, METHODS);
          case 1 -> pick(random, METHODS) + "," + pick(random, METHODS);
          default -> "";
        };
    String pattern =
        switch (random.nextInt(8)) {
          case 0 -> "*." + pick(random, List.of("do", "x", "a"));
          case 1 -> random.nextInt(4) == 0 ? "/*" : path(random, DEPTH_OF_RULES) + "/*";
          case 2, 3 -> path(random, DEPTH_OF_RULES) + "/*";
          case 4 -> "/";
          default -> path(random, DEPTH_OF_RULES);
        };
    String requirement =
        pick(random, List.of("if-enrolled", "verified", "verified-only"))
            + " within "
            + (number + 61)
            + "s";
    return new Line(
        methods,
        pattern,
        requirement,
        random.nextInt(3) == 0 ? " for role " + pick(random, ROLES) : "");
  }

  /** The path of a request may be deeper than any rule, and end with a slash. */
  private static String asked(Random random) {
    String path = path(random, random.nextInt(4) == 0 ? 2 * DEPTH_OF_RULES : DEPTH_OF_RULES);
    return random.nextInt(5) == 0 ? path + "/" : path;
  }

  private static String path(Random random, int depth) {
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(depth); i >= 0; i--) {
      path.append('/').append(pick(random, SEGMENTS));
    }
    return path.toString();
  }

  private static String pick(Random random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
