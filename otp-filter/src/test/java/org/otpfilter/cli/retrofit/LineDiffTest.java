package org.otpfilter.cli.retrofit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineDiffTest {

  @Test
  void textsWhenLinesAreAddedThenHunksAsDiffPrintsThem() {
    assertThat(
            LineDiff.of("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n", "a\nb\nX\nc\nd\ne\nf\ng\nh\ni\nj\nY\n"))
        .containsExactly(
            "@@ -1,5 +1,6 @@",
            " a",
            " b",
            "+X",
            " c",
            " d",
            " e",
            "@@ -8,3 +9,4 @@",
            " h",
            " i",
            " j",
            "+Y");
  }

  @Test
  void textsWhenOneIsEmptyThenOneHunk() {
    assertThat(LineDiff.of("", "a\r\nb"))
        .containsExactly("@@ -0,0 +1,2 @@", "+a", "+b", "\\ No newline at end of file");
    assertThat(LineDiff.of("a\n", "a\n")).isEmpty();
  }

  @Test
  void textsWhenOnlyLineEndsDifferThenAllLinesDiffer() {
    assertThat(LineDiff.of("a\r\nb\r\n", "a\nb\n"))
        .containsExactly("@@ -1,2 +1,2 @@", "-a", "-b", "+a", "+b");
  }

  @Test
  void textsWhenRandomThenTheDifferenceLeadsFromOneToTheOther() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      String before = text(random);
      String after = text(random);
      assertThat(applied(before, LineDiff.of(before, after))).isEqualTo(after);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(20); n > 0; n--) {
      text.append((char) ('a' + random.nextInt(4))).append('\n');
    }
    return text.toString();
  }

  private static String applied(String before, List<String> difference) {
    List<String> old = before.lines().toList();
    List<String> result = new ArrayList<>();
    int at = 0;
    for (String line : difference) {
      if (line.startsWith("@@")) {
        String[] from = line.split("[ ,]")[1].substring(1).split(",");
        int start = Integer.parseInt(from[0]);
        int count = Integer.parseInt(line.split("[ ,]")[2]);
        while (at < (count == 0 ? start : start - 1)) {
          result.add(old.get(at++));
        }
      } else if (line.startsWith("+")) {
        result.add(line.substring(1));
      } else {
        assertThat(line.substring(1)).isEqualTo(old.get(at++));
        if (line.startsWith(" ")) {
          result.add(line.substring(1));
        }
      }
    }
    result.addAll(old.subList(at, old.size()));
    return result.stream().map(line -> line + "\n").reduce("", String::concat);
  }
}
