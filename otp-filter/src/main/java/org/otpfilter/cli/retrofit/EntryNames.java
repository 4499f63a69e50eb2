package org.otpfilter.cli.retrofit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.otpfilter.cli.CommandException;

/** What the names in an archive may look like: plain relative paths, each once. */
final class EntryNames {

  private static final int LONGEST_SHOWN = 120;

  private EntryNames() {}

  /** Refuses names that some tool would read as another place, and names that occur twice. */
  static void check(List<String> names) {
    Set<String> seen = new HashSet<>();
    Set<String> files = new HashSet<>();
    for (String name : names) {
      String reason = refusal(name);
      if (!reason.isEmpty()) {
        throw new CommandException("the entry '" + shown(name) + "' " + reason);
      }
      String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
      if (!seen.add(plain)) {
        throw new CommandException("there are two entries of the name '" + shown(plain) + "'");
      }
      if (plain.equals(name)) {
        files.add(name);
      }
    }
    for (String plain : seen) {
      for (int slash = plain.indexOf('/'); slash > 0; slash = plain.indexOf('/', slash + 1)) {
        if (files.contains(plain.substring(0, slash))) {
          throw new CommandException(
              "'" + shown(plain.substring(0, slash)) + "' is a file and a folder at once");
        }
      }
    }
  }

  private static String refusal(String name) {
    if (name.isEmpty()) {
      return "has no name";
    }
    if (name.startsWith("/") || name.matches("(?s)[A-Za-z]:.*")) {
      return "is absolute";
    }
    if (name.indexOf('\\') >= 0) {
      return "holds a backslash";
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return "holds a control character";
    }
    List<String> segments = List.of(name.split("/", -1));
    if (segments.contains("..")) {
      return "holds '..'";
    }
    // an empty segment at the end is the mark of a folder
    boolean odd = segments.subList(0, segments.size() - 1).contains("") || segments.contains(".");
    return odd ? "is no plain path" : "";
  }

  /** A name as it may be printed. */
  static String shown(String name) {
    return name.length() <= LONGEST_SHOWN
        ? Printable.of(name)
        : Printable.of(name.substring(0, LONGEST_SHOWN)) + "…";
  }
}
