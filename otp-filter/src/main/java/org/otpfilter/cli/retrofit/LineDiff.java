package org.otpfilter.cli.retrofit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The difference of two texts, line by line, as {@code diff -u} prints it (Myers, "An O(ND)
 * Difference Algorithm"). Line ends are compared but not printed.
 */
final class LineDiff {

  private static final int CONTEXT = 3;
  private static final String LINE_STARTS = "(?<=\\n)|(?<=\\r)(?!\\n)";

  private enum Kind {
    SAME(' '),
    OLD('-'),
    NEW('+');

    private final char sign;

    Kind(char sign) {
      this.sign = sign;
    }
  }

  private record Line(Kind kind, String text, int oldIndex, int newIndex) {}

  private LineDiff() {}

  /** The lines of the difference, without the two head lines; none if the texts are equal. */
  static List<String> of(String before, String after) {
    List<Line> script = script(lines(before), lines(after));
    List<String> printed = new ArrayList<>();
    int at = 0;
    while (at < script.size()) {
      if (script.get(at).kind() == Kind.SAME) {
        at++;
        continue;
      }
      int start = Math.max(0, at - CONTEXT);
      int end = at;
      for (int i = at; i < script.size() && i <= end + 2 * CONTEXT; i++) {
        end = script.get(i).kind() == Kind.SAME ? end : i;
      }
      end = Math.min(script.size(), end + 1 + CONTEXT);
      printed.addAll(hunk(script.subList(start, end)));
      at = end;
    }
    return printed;
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(LINE_STARTS));
  }

  private static List<String> hunk(List<Line> lines) {
    List<String> printed = new ArrayList<>();
    long olds = lines.stream().filter(line -> line.kind() != Kind.NEW).count();
    long news = lines.stream().filter(line -> line.kind() != Kind.OLD).count();
    Line first = lines.get(0);
    printed.add(
        "@@ -%d,%d +%d,%d @@"
            .formatted(
                first.oldIndex() + (olds == 0 ? 0 : 1),
                olds,
                first.newIndex() + (news == 0 ? 0 : 1),
                news));
    for (Line line : lines) {
      String text = line.text();
      String bare = text.replaceAll("[\\r\\n]+$", "");
      printed.add(line.kind().sign + Printable.of(bare));
      if (bare.equals(text)) {
        printed.add("\\ No newline at end of file");
      }
    }
    return printed;
  }

  private static List<Line> script(List<String> before, List<String> after) {
    List<int[]> trace = trace(before, after);
    Deque<Line> script = new ArrayDeque<>();
    int x = before.size();
    int y = after.size();
    for (int d = trace.size() - 1; d > 0; d--) {
      int[] reach = trace.get(d);
      int middle = d + 1;
      boolean added = adds(reach, middle + x - y, x - y, d);
      int fromK = added ? x - y + 1 : x - y - 1;
      int fromX = reach[middle + fromK];
      int fromY = fromX - fromK;
      while (x > fromX && y > fromY) {
        script.addFirst(new Line(Kind.SAME, before.get(--x), x, --y));
      }
      script.addFirst(
          added
              ? new Line(Kind.NEW, after.get(--y), x, y)
              : new Line(Kind.OLD, before.get(--x), x, y));
    }
    while (x > 0) {
      script.addFirst(new Line(Kind.SAME, before.get(--x), x, --y));
    }
    return List.copyOf(script);
  }

  /** Whether the furthest way to a diagonal ends with a new line, not with an old one. */
  private static boolean adds(int[] reach, int at, int k, int d) {
    return k == -d || (k != d && reach[at - 1] < reach[at + 1]);
  }

  private static List<int[]> trace(List<String> before, List<String> after) {
    int most = before.size() + after.size();
    int[] reach = new int[2 * most + 3];
    int middle = most + 1;
    List<int[]> trace = new ArrayList<>();
    for (int d = 0; d <= most; d++) {
      // of all diagonals only those that d steps can reach, so that few changes cost little
      trace.add(Arrays.copyOfRange(reach, middle - d - 1, middle + d + 2));
      for (int k = -d; k <= d; k += 2) {
        boolean added = adds(reach, middle + k, k, d);
        int x = added ? reach[middle + k + 1] : reach[middle + k - 1] + 1;
        while (x < before.size()
            && x - k < after.size()
            && before.get(x).equals(after.get(x - k))) {
          x++;
        }
        reach[middle + k] = x;
        if (x >= before.size() && x - k >= after.size()) {
          return trace;
        }
      }
    }
    throw new IllegalStateException("two texts are always " + most + " steps apart");
  }
}
