package org.otpfilter.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.otpfilter.policy.PathPattern;
import org.otpfilter.policy.Requirement;
import org.otpfilter.policy.Rule;

/** Rules that never match, or match more or less than they seem to, given what is mapped where. */
final class RuleCheck {

  /** What browsers and robots ask for by themselves, whether it is there or not. */
  private static final Set<String> UNASKED =
      Set.of("/favicon.ico", "/robots.txt", "/apple-touch-icon.png", "/.well-known");

  private final Case subject;
  private final Places places;
  private final List<Rule> rules;
  private final List<Finding> findings = new ArrayList<>();

  private RuleCheck(Case subject) {
    this.subject = subject;
    this.places = new Places(subject.app());
    this.rules = subject.policy().rules();
  }

  static List<Finding> look(Case subject) {
    RuleCheck check = new RuleCheck(subject);
    for (Rule rule : check.rules) {
      check.unreachable(rule);
      switch (rule.pattern().kind()) {
        case EXACT -> check.exact(rule);
        case EXTENSION -> check.extension(rule);
        default -> {}
      }
    }
    return check.findings;
  }

  private void warn(Rule rule, String text) {
    findings.add(Finding.warning("rule " + quoted(rule) + " " + text));
  }

  /** As it was written, but without blanks for show. */
  private static String quoted(Rule rule) {
    return "'" + rule.toString().replaceAll("\\s+", " ") + "'";
  }

  private void unreachable(Rule rule) {
    PathPattern pattern = rule.pattern();
    String base = pattern.base();
    boolean own =
        base.startsWith(subject.basePath() + "/")
            || (pattern.kind() == PathPattern.Kind.PREFIX && base.equals(subject.basePath()));
    if (pattern.kind() == PathPattern.Kind.EXTENSION || pattern.kind() == PathPattern.Kind.ALL) {
      own = false;
    }
    if (own) {
      findings.add(
          Finding.info(
              "rule "
                  + quoted(rule)
                  + " does not touch the product's own pages: the filter answers them itself"));
    } else if (base.endsWith("/j_security_check")) {
      warn(rule, "never matches: the container takes that path before any filter");
    } else if (pattern.kind() == PathPattern.Kind.EXTENSION && places.everythingIsPathInfo()) {
      warn(
          rule,
          "never matches: a servlet is mapped to /*, so every path is a path info, and extension"
              + " patterns do not match a path info; name folders or exact paths");
    } else if (!UNASKED.contains(base) && !subject.opaque() && !places.has(pattern)) {
      warn(
          rule, "matches nothing that is there: no servlet is mapped to it and no file lies there");
    }
  }

  private void exact(Rule rule) {
    String base = rule.pattern().base();
    if (base.equals("/")) {
      root(rule);
    } else if (places.folders().anyMatch(base::equals)) {
      String below = base + "/x";
      Requirement other = subject.requirementFor(below, true);
      if (!other.equals(rule.requirement()) && rule.methods().isEmpty()) {
        warn(
            rule,
            "is for that one path, but a servlet is mapped to "
                + base
                + "/*: below it "
                + decided(below, true)
                + "; '"
                + base
                + "/*' would take in both");
      }
    }
  }

  private String decided(String path, boolean pathInfo) {
    Optional<Rule> rule = subject.ruleFor(path, pathInfo);
    return rule.map(r -> quoted(r) + " decides")
        .orElse("no rule matches, so '" + Requirement.VERIFIED + "' holds");
  }

  /** Tomcat shows the welcome file's path to filters, Jetty dispatches to it. */
  private void root(Rule rule) {
    for (String welcome : places.welcomeFiles()) {
      Requirement shown = subject.requirementFor(welcome, false);
      if (!shown.equals(rule.requirement())) {
        warn(
            rule,
            "is for the context root alone, and the welcome file "
                + welcome
                + " shows its own path, where "
                + decided(welcome, false)
                + "; name it too: '"
                + welcome
                + " "
                + rule.requirement()
                + "'");
      }
    }
  }

  private void extension(Rule rule) {
    List<String> folders = places.folders().toList();
    if (!folders.isEmpty() && !places.everythingIsPathInfo()) {
      findings.add(
          Finding.info(
              "rule "
                  + quoted(rule)
                  + " does not match below "
                  + String.join("/, ", folders)
                  + "/, where servlets take the rest of the path as a path info"));
    }
    if (rule.requirement().lenient() && !places.everythingIsPathInfo()) {
      opens(rule);
    }
  }

  /** A lenient extension also opens what a servlet makes under a name that ends so. */
  private void opens(Rule rule) {
    String extension = rule.pattern().base();
    String sample = "/x." + extension;
    boolean appsOwn =
        subject.app().merged().servlets().stream()
            .anyMatch(s -> s.patterns().contains("/") && !s.type().endsWith("DefaultServlet"));
    if (appsOwn) {
      warn(
          rule,
          "matches more than files: a servlet is mapped to / and answers any path, also one like "
              + sample
              + "; name the folder of the files in place of their extension");
    }
    for (Rule later : rules.subList(rule.index() + 1, rules.size())) {
      boolean stricter =
          later.requirement().strictness().compareTo(rule.requirement().strictness()) > 0;
      if (stricter && later.pattern().kind() == PathPattern.Kind.PREFIX && !later.internal()) {
        warn(
            rule,
            "stands before "
                + quoted(later)
                + " and so decides "
                + later.pattern().base()
                + sample
                + " too; put it behind, if that is not meant");
      }
    }
  }
}
