package org.otpfilter.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first of many rules that matches, without looking at each and without allocation. It
 * does not judge the path.
 *
 * <p>Every form of pattern has its own table from a path, a folder or an extension to the rules
 * that name it, and those are told apart by method; the lowest index over all tables wins. Only
 * rules for roles are asked one after the other. A path is read once, however many folders it has,
 * and no further than the longest pattern.
 */
final class RuleIndex {

  private final Map<String, Group> exact = new HashMap<>();
  private final Table pieces;
  private final Group all;
  private final Table folders;
  private final Table extensions;

  RuleIndex(List<Rule> rules) {
    Map<String, List<Rule>> paths = group(rules, PathPattern.Kind.EXACT);
    paths.forEach((path, rs) -> exact.put(path, new Group(rs)));
    pieces = new Table(paths);
    all = new Group(group(rules, PathPattern.Kind.ALL).getOrDefault("", List.of()));
    folders = new Table(group(rules, PathPattern.Kind.PREFIX));
    extensions = new Table(group(rules, PathPattern.Kind.EXTENSION));
  }

  private static Map<String, List<Rule>> group(List<Rule> rules, PathPattern.Kind kind) {
    Map<String, List<Rule>> groups = new HashMap<>();
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
    int from = hasPathInfo || extensions.isEmpty() ? -1 : PathPattern.extensionStart(path);
    if (from >= 0 && path.length() - from <= extensions.longest) {
      int hash = Table.hash(0, path, from, path.length());
      Group group = extensions.get(hash, path, from, path.length());
      best = better(best, group, method, visitor, inRole);
    }
    return better(best, all, method, visitor, inRole);
  }

  private <V> @Nullable Rule inFolders(
      @Nullable Rule best,
      String method,
      String path,
      int end,
      V visitor,
      BiPredicate<V, String> inRole) {
    Rule found = best;
    int hash = 0;
    int from = 0;
    for (int to = folders.nextEnd(path, 0, end); to > 0; to = folders.nextEnd(path, to, end)) {
      hash = Table.hash(hash, path, from, to);
      found = better(found, folders.get(hash, path, 0, to), method, visitor, inRole);
      from = to;
    }
    return found;
  }

  /**
   * What is demanded in all if the path is also taken for each of those that it becomes without the
   * slash or with ever fewer extensions at its end. A rule for a folder around it needs no look: it
   * matches the path as well, so the first rule that does stands no later.
   *
   * @param demanded what is demanded already
   * @param limit the index of the first rule that matches; those that stand after it do not count
   */
  <V> Requirement withShorter(
      Requirement demanded,
      int limit,
      String method,
      String path,
      V visitor,
      BiPredicate<V, String> inRole) {
    int segment = path.lastIndexOf('/', path.length() - 2) + 1;
    int longest = Math.max(pieces.longest, folders.longest);
    Requirement sum = demanded;
    int hash = 0;
    int from = 0;
    int end = nextShorter(path, segment + 1);
    while (end > 0 && end <= longest) {
      hash = Table.hash(hash, path, from, end);
      Rule named = better(null, pieces.get(hash, path, 0, end), method, visitor, inRole);
      named = better(named, folders.get(hash, path, 0, end), method, visitor, inRole);
      if (named != null && named.index() < limit) {
        sum = sum.and(named.requirement());
      }
      from = end;
      end = nextShorter(path, end + 1);
    }
    return sum;
  }

  /** Where the path could end, at an extension or at the slash at its very end; -1: nowhere. */
  private static int nextShorter(String path, int from) {
    for (int i = from; i < path.length(); i++) {
      if (path.charAt(i) == '.' || path.charAt(i) == '/') {
        return i;
      }
    }
    return -1;
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

  /**
   * A hash table whose look-up takes a piece of a text without cutting it out. How many keys share
   * a place depends on the rules alone, so no path makes a look-up longer than the longest list.
   */
  private static final class Table {

    private final @Nullable Entry[] places;
    private final int longest;

    private record Entry(int hash, String key, Group group, @Nullable Entry next) {}

    Table(Map<String, List<Rule>> rules) {
      // a power of two, and at most half full
      places = new Entry[Integer.highestOneBit(Math.max(1, rules.size())) << 2];
      rules.forEach(
          (key, rs) -> {
            int hash = hash(0, key, 0, key.length());
            places[place(hash)] = new Entry(hash, key, new Group(rs), places[place(hash)]);
          });
      longest = rules.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** The hash of a text as far as {@code to}, from that of the same text up to {@code from}. */
    static int hash(int hash, String text, int from, int to) {
      int sum = hash;
      for (int i = from; i < to; i++) {
        sum = 31 * sum + text.charAt(i);
      }
      return sum;
    }

    private int place(int hash) {
      return (hash ^ hash >>> 16) & (places.length - 1);
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
      return longest == 0;
    }

    @Nullable Group get(int hash, String text, int from, int to) {
      for (Entry entry = places[place(hash)]; entry != null; entry = entry.next) {
        if (entry.hash == hash
            && entry.key.length() == to - from
            && text.startsWith(entry.key, from)) {
          return entry.group;
        }
      }
      return null;
    }
  }
}
