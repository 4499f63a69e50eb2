package org.otpfilter.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules are read or refused with a message; those that were read decide as they would one after the
 * other. The input: rules, a line of three hyphens, paths.
 */
final class RulesFuzz {
  private RulesFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String[] parts = new String(data, StandardCharsets.UTF_8).split("\n---\n", 2);
    List<String> problems = new ArrayList<>();
    List<Rule> rules = new RuleParser(problems::add, warning -> {}).parse(parts[0]);
    Policy policy = Policy.parse(parts[0], problem -> {}, warning -> {});
    if (problems.stream().anyMatch(String::isBlank)) {
      throw new AssertionError("a problem without words");
    }
    if (parts.length < 2) {
      return;
    }
    for (String path : parts[1].split("\n", 50)) {
      compare(rules, policy, path.startsWith("/") ? path : "/" + path);
    }
  }

  private static void compare(List<Rule> rules, Policy policy, String path) {
    for (String method : List.of("GET", "HEAD", "POST")) {
      for (boolean pathInfo : new boolean[] {false, true}) {
        Requirement one = oneAfterTheOther(rules, method, path, pathInfo);
        Requirement decided = policy.requirementFor(method, path, pathInfo, role -> false);
        // what frameworks may take for a path named before needs more than its rule says, never
        // less
        boolean right = decided.and(one).equals(decided);
        if (!right) {
          throw new AssertionError(method + " " + path + ": " + decided + " instead of " + one);
        }
      }
    }
  }

  private static Requirement oneAfterTheOther(
      List<Rule> rules, String method, String path, boolean pathInfo) {
    return rules.stream()
        .filter(rule -> rule.methods().isEmpty() || rule.methods().contains(method))
        .filter(rule -> rule.role() == null)
        .filter(rule -> rule.pattern().matches(path, pathInfo))
        .map(Rule::requirement)
        .findFirst()
        .orElse(Requirement.VERIFIED);
  }
}
