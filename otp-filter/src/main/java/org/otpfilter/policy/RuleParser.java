package org.otpfilter.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of the rules, line by line. It reports what is wrong and goes on. */
final class RuleParser {

  private static final Pattern ENTRY = Pattern.compile("[;\\r\\n]");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z0-9_-]*");
  private static final String GRAMMAR =
      "a rule is '[METHODS] pattern requirement [within DURATION] [for role ROLE]'";

  private final Consumer<String> problems;
  private final Consumer<String> warnings;

  RuleParser(Consumer<String> problems, Consumer<String> warnings) {
    this.problems = problems;
    this.warnings = warnings;
  }

  List<Rule> parse(String rules) {
    List<Rule> parsed = new ArrayList<>();
    for (String entry : ENTRY.split(rules, -1)) {
      String line = entry.strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        add(line, parsed);
      }
    }
    return parsed;
  }

  private void add(String line, List<Rule> rules) {
    try {
      Rule rule = rule(rules.size(), line);
      rules.stream()
          .filter(earlier -> earlier.shadows(rule))
          .findFirst()
          .ifPresent(earlier -> warnings.accept(shadowed(rule, earlier)));
      rules.add(rule);
    } catch (IllegalArgumentException e) {
      problems.accept("rule '" + line + "': " + e.getMessage());
    }
  }

  private static String shadowed(Rule rule, Rule earlier) {
    return "rule '"
        + rule
        + "' can never match: '"
        + earlier
        + "' stands before it and matches"
        + " all that it matches";
  }

  private static Rule rule(int index, String line) {
    Deque<String> words = new ArrayDeque<>(Arrays.asList(BLANKS.split(line, -1)));
    Set<String> methods = methods(words);
    PathPattern pattern = PathPattern.parse(next(words, "the pattern"));
    Requirement requirement = requirement(words);
    String role = role(words);
    if (!words.isEmpty()) {
      throw new IllegalArgumentException("'" + words.peek() + "' is not understood; " + GRAMMAR);
    }
    Rule rule = new Rule(index, methods, pattern, requirement, role, line);
    if (rule.internal() && (role != null || !methods.isEmpty())) {
      throw new IllegalArgumentException(
          "a rule below /WEB-INF is for dispatches of the container, which keep the method and the"
              + " user of the request; it names neither methods nor a role");
    }
    return rule;
  }

  private static Set<String> methods(Deque<String> words) {
    Set<String> methods = new LinkedHashSet<>();
    String first = words.getFirst();
    if (first.startsWith("/") || first.startsWith("*")) {
      return methods;
    }
    for (String method : words.removeFirst().split(",", -1)) {
      if (!METHOD.matcher(method).matches()) {
        throw new IllegalArgumentException(
            "'"
                + first
                + "' is neither a pattern nor a list of methods in upper case, with commas"
                + " and no blanks (such as GET,POST); "
                + GRAMMAR);
      }
      methods.add(method);
      if (method.equals("GET")) {
        methods.add("HEAD");
      }
    }
    return methods;
  }

  private static Requirement requirement(Deque<String> words) {
    String word = next(words, "the requirement");
    Strictness strictness =
        Arrays.stream(Strictness.values())
            .filter(s -> s.text().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the requirement '"
                            + word
                            + "' is not known (allowed: open, if-enrolled,"
                            + " verified, verified-only)"));
    if (!"within".equals(words.peek())) {
      return new Requirement(strictness, null);
    }
    words.removeFirst();
    return new Requirement(strictness, DurationText.parse(next(words, "the duration")));
  }

  private static @Nullable String role(Deque<String> words) {
    if (!"for".equals(words.peek())) {
      return null;
    }
    words.removeFirst();
    if (!"role".equals(words.poll())) {
      throw new IllegalArgumentException("'for' is followed by 'role ROLE'");
    }
    return next(words, "the role");
  }

  private static String next(Deque<String> words, String what) {
    String word = words.poll();
    if (word == null) {
      throw new IllegalArgumentException(what + " is missing; " + GRAMMAR);
    }
    return word;
  }
}
