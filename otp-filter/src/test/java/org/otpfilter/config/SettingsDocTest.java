package org.otpfilter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.otpfilter.policy.Policy;

/** Holds {@code docs/settings.md} and the code against one another. */
final class SettingsDocTest {

  private record Row(
      String group, String key, String defaultText, String allowed, String meaning) {}

  @Test
  void pageWhenComparedWithTheCodeThenSameKeysDefaultsBoundsAndMeanings() throws IOException {
    List<Row> expected =
        Arrays.stream(SettingKey.values())
            .map(k -> new Row(k.group().name(), k.key(), k.defaultText(), k.allowed(), k.meaning()))
            .toList();
    assertThat(rows()).containsExactlyElementsOf(expected);
  }

  @Test
  void rulesExampleWhenParsedThenItIsGood() throws IOException {
    String page = page();
    int start = page.indexOf("```") + 3;
    String rules = page.substring(start, page.indexOf("```", start));
    List<String> complaints = new ArrayList<>();
    Policy.parse(rules, complaints::add, complaints::add);
    assertThat(rules).contains("verified within 5m");
    assertThat(complaints).isEmpty();
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    String group = "";
    for (String line : page().lines().toList()) {
      if (line.startsWith("## ")) {
        group = line.substring(3).toUpperCase(Locale.ROOT);
      } else if (line.startsWith("| `")) {
        String[] cells = line.split("\\|", -1);
        assertThat(cells).as(line).hasSize(7);
        assertThat(cells[5]).as(line).isNotBlank();
        rows.add(
            new Row(group, code(cells[1]), code(cells[2]), cells[3].strip(), cells[4].strip()));
      }
    }
    return rows;
  }

  /** The text in backticks; words without them say that there is no fixed value. */
  private static String code(String cell) {
    String text = cell.strip();
    assertThat(text).isNotEmpty();
    return text.startsWith("`") ? text.replace("`", "") : "";
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "settings.md"));
  }
}
