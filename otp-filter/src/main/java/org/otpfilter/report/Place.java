package org.otpfilter.report;

/**
 * Where requests were stopped: the rule that decided, and a group of paths. Paths below one folder
 * of two levels are one group, and numbers and long names in them count as {@code *}, so that there
 * are few groups in a real application.
 *
 * @param dispatch such as {@code FORWARD}; empty for what a client asked for
 * @param rule as it was written
 * @param path the group, without characters that could forge a line
 */
public record Place(String dispatch, String rule, String path) {
  private static final String OTHERS = "(other paths)";
  private static final int LEVELS = 2;
  private static final int LONG_NAME = 24;

  /** The place of a path as the container decoded it. */
  public static Place of(String dispatch, String rule, String path) {
    return new Place(dispatch, rule, group(path));
  }

  /** The same rule, with paths not told apart. */
  Place withoutPath() {
    return new Place(dispatch, rule, OTHERS);
  }

  private static String group(String path) {
    StringBuilder group = new StringBuilder();
    int start = path.startsWith("/") ? 1 : 0;
    for (int level = 0; level < LEVELS; level++) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      group.append('/').append(name(path, start, end));
      if (slash < 0) {
        return group.toString();
      }
      start = end + 1;
    }
    return group.append("/*").toString();
  }

  private static CharSequence name(String path, int start, int end) {
    if (end - start > LONG_NAME || isNumber(path, start, end)) {
      return "*";
    }
    StringBuilder name = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = path.charAt(i);
      name.append(isPlain(c) ? c : '\uFFFD');
    }
    return name;
  }

  private static boolean isNumber(String path, int start, int end) {
    for (int i = start; i < end; i++) {
      if (path.charAt(i) < '0' || path.charAt(i) > '9') {
        return false;
      }
    }
    return end > start;
  }

  private static boolean isPlain(char c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.PRIVATE_USE;
  }
}
