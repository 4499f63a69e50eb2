package org.otpfilter.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first of many rules that matches, without looking at each and without allocation. It
 * does not judge the path.
 *
 * <p>Every form of pattern has its own table from a path, a folder or an extension to the rules
 * that name it, and those are told apart by method; the lowest index over all tables wins. Only
 * rules for roles are asked one after the other.
 */
final class RuleIndex {

  private final Map<String, Group> exact = new HashMap<>();
  private final Table pieces;
  private final Group all;
  private final Table folders;
  private final Table extensions;

  RuleIndex(List<Rule> rules) {
    SortedMap<String, List<Rule>> paths = group(rules, PathPattern.Kind.EXACT);
    paths.forEach((path, rs) -> exact.put(path, new Group(rs)));
    pieces = new Table(paths);
    all = new Group(group(rules, PathPattern.Kind.ALL).getOrDefault("", List.of()));
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

  /**
   * The first rule that matches, or null.
   *
   * @param visitor of whom {@code inRole} is asked
   */
  <V> @Nullable Rule find(
      String method, String path, boolean hasPathInfo, V visitor, BiPredicate<V, String> inRole) {
    // the hash of a path is not known before it is asked for
    Group named = exact.isEmpty() ? null : exact.get(path);
    Rule best = better(null, named, method, visitor, inRole);
    best = inFolders(best, method, path, path.length(), visitor, inRole);
    int extension = hasPathInfo || extensions.isEmpty() ? -1 : PathPattern.extensionStart(path);
    if (extension >= 0) {
      best = better(best, extensions.get(path, extension, path.length()), method, visitor, inRole);
    }
    return better(best, all, method, visitor, inRole);
  }

  /** The first rule for a path or a folder that matches what stands before the end. */
  <V> @Nullable Rule findUpTo(
      String method, String path, int end, V visitor, BiPredicate<V, String> inRole) {
    Rule named = better(null, pieces.get(path, 0, end), method, visitor, inRole);
    return inFolders(named, method, path, end, visitor, inRole);
  }

  private <V> @Nullable Rule inFolders(
      @Nullable Rule best,
      String method,
      String path,
      int end,
      V visitor,
      BiPredicate<V, String> inRole) {
    Rule found = best;
    for (int to = folders.nextEnd(path, 0, end); to > 0; to = folders.nextEnd(path, to, end)) {
      found = better(found, folders.get(path, 0, to), method, visitor, inRole);
    }
    return found;
  }

  private static <V> @Nullable Rule better(
      @Nullable Rule best,
      @Nullable Group group,
      String method,
      V visitor,
      BiPredicate<V, String> inRole) {
    if (group == null) {
      return best;
    }
    for (Rule rule : group.of(method)) {
      if (best != null && best.index() < rule.index()) {
        return best;
      }
      String role = rule.role();
      if (role == null || inRole.test(visitor, role)) {
        return rule;
      }
    }
    return best;
  }

  /** The rules of one pattern, by method; after one that is for every role no other can come. */
  private static final class Group {

    private final Map<String, Rule[]> byMethod = new HashMap<>();
    private final Rule[] ofOthers;

    Group(List<Rule> rules) {
      for (Rule rule : rules) {
        for (String method : rule.methods()) {
          byMethod.computeIfAbsent(method, name -> reachable(rules, name));
        }
      }
      // no rule can name the empty method
      ofOthers = reachable(rules, "");
    }

    private static Rule[] reachable(List<Rule> rules, String method) {
      List<Rule> reachable = new ArrayList<>();
      for (Rule rule : rules) {
        if (rule.isFor(method)) {
          reachable.add(rule);
          if (rule.role() == null) {
            break;
          }
        }
      }
      return reachable.toArray(Rule[]::new);
    }

    Rule[] of(String method) {
      Rule[] named = byMethod.isEmpty() ? null : byMethod.get(method);
      return named == null ? ofOthers : named;
    }
  }

  /** A sorted table whose look-up takes a piece of a text without cutting it out. */
  private static final class Table {

    private final String[] keys;
    private final Group[] groups;
    private final int longest;

    Table(SortedMap<String, List<Rule>> rules) {
      keys = rules.keySet().toArray(String[]::new);
      groups = rules.values().stream().map(Group::new).toArray(Group[]::new);
      longest = rules.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** Where the next folder of the path ends, or -1 if no key is that long. */
    int nextEnd(String path, int from, int end) {
      if (from >= end || from >= longest) {
        return -1;
      }
      int slash = path.indexOf('/', from + 1);
      int next = slash < 0 || slash > end ? end : slash;
      return next <= longest ? next : -1;
    }

    boolean isEmpty() {
      return keys.length == 0;
    }

    @Nullable Group get(String text, int from, int to) {
      int low = 0;
      int high = keys.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = compare(keys[middle], text, from, to);
        if (order == 0) {
          return groups[middle];
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return null;
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
