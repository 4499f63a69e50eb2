package org.otpfilter.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first of many rules that matches, without looking at each and without allocation. It
 * does not judge the path.
 *
 * <p>Every form of pattern has its own table from a path, a folder or an extension to the rules
 * that name it, in their order; the lowest index over all tables wins.
 */
final class RuleIndex {

  private static final Rule[] NONE = {};

  private final Map<String, Rule[]> exact = new HashMap<>();
  private final Rule[] all;
  private final Table folders;
  private final Table extensions;

  RuleIndex(List<Rule> rules) {
    group(rules, PathPattern.Kind.EXACT).forEach((path, rs) -> exact.put(path, array(rs)));
    all = array(group(rules, PathPattern.Kind.ALL).getOrDefault("", List.of()));
    folders = new Table(group(rules, PathPattern.Kind.PREFIX));
    extensions = new Table(group(rules, PathPattern.Kind.EXTENSION));
  }

  private static SortedMap<String, List<Rule>> group(List<Rule> rules, PathPattern.Kind kind) {
    SortedMap<String, List<Rule>> groups = new TreeMap<>();
    for (Rule rule : rules) {
      if (rule.pattern().kind() == kind) {
        groups.computeIfAbsent(rule.pattern().base(), base -> new ArrayList<>()).add(rule);
      }
    }
    return groups;
  }

  private static Rule[] array(List<Rule> rules) {
    return rules.toArray(Rule[]::new);
  }

  /** The first rule that matches, or null. */
  @Nullable Rule find(String method, String path, boolean hasPathInfo, Predicate<String> inRole) {
    Rule best = better(null, exact.getOrDefault(path, NONE), method, inRole);
    for (int end = folders.nextEnd(path, 0); end > 0; end = folders.nextEnd(path, end)) {
      best = better(best, folders.get(path, 0, end), method, inRole);
    }
    int extension = hasPathInfo ? -1 : PathPattern.extensionStart(path);
    if (extension >= 0) {
      best = better(best, extensions.get(path, extension, path.length()), method, inRole);
    }
    return better(best, all, method, inRole);
  }

  private static @Nullable Rule better(
      @Nullable Rule best, Rule[] rules, String method, Predicate<String> inRole) {
    for (Rule rule : rules) {
      if (best != null && best.index() < rule.index()) {
        return best;
      }
      if (rule.takes(method, inRole)) {
        return rule;
      }
    }
    return best;
  }

  /** A sorted table whose look-up takes a piece of a text without cutting it out. */
  private static final class Table {

    private final String[] keys;
    private final Rule[][] rules;
    private final int longest;

    Table(SortedMap<String, List<Rule>> groups) {
      keys = groups.keySet().toArray(String[]::new);
      rules = groups.values().stream().map(RuleIndex::array).toArray(Rule[][]::new);
      longest = groups.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** Where the next folder of the path ends, or -1 if no key is that long. */
    int nextEnd(String path, int end) {
      if (end >= path.length() || end >= longest) {
        return -1;
      }
      int slash = path.indexOf('/', end + 1);
      int next = slash < 0 ? path.length() : slash;
      return next <= longest ? next : -1;
    }

    Rule[] get(String text, int from, int to) {
      int low = 0;
      int high = keys.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = compare(keys[middle], text, from, to);
        if (order == 0) {
          return rules[middle];
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return NONE;
    }

    private static int compare(String key, String text, int from, int to) {
      int length = Math.min(key.length(), to - from);
      for (int i = 0; i < length; i++) {
        int order = Character.compare(key.charAt(i), text.charAt(from + i));
        if (order != 0) {
          return order;
        }
      }
      return key.length() - (to - from);
    }
  }
}
