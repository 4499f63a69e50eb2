package org.otpfilter.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AssetsTest {
  private final Assets assets = new Pages(null, "Ledger").assets();

  @Test
  void assetWhenNamedExactlyThenIsFound() {
    assertThat(assets.named(assets.style().name())).containsSame(assets.style());
    assertThat(assets.named(assets.script().name())).containsSame(assets.script());
    assertThat(assets.style().name()).matches("otp-[0-9a-f]{12}\\.css");
    assertThat(assets.style().contentType()).isEqualTo("text/css; charset=utf-8");
    assertThat(assets.script().contentType()).isEqualTo("text/javascript; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "otp.css", "otp.js", "../page/otp.css", "messages.properties"})
  void assetWhenNamedOtherwiseThenIsNotFound(String name) {
    assertThat(assets.named(name)).isEmpty();
    assertThat(assets.named(assets.style().name().toUpperCase(Locale.ROOT))).isEmpty();
  }

  @Test
  void styleWhenReadThenLoadsNothingFromElsewhere() {
    String css = new String(assets.style().bytes(), StandardCharsets.UTF_8);
    assertThat(css).doesNotContain("url(", "@import").contains("--otp-accent:");
  }

  /** WCAG 2.2, 1.4.3 (4.5 for text) and 1.4.11 (3 for what bounds a field). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --otp-text       | --otp-card         | 4.5
          --otp-soft       | --otp-card         | 4.5
          --otp-soft       | --otp-well         | 4.5
          --otp-accent     | --otp-card         | 4.5
          --otp-accent     | --otp-well         | 4.5
          --otp-on-accent  | --otp-accent       | 4.5
          --otp-on-accent  | --otp-accent-strong | 4.5
          --otp-alert      | --otp-card         | 4.5
          --otp-alert      | --otp-alert-ground | 4.5
          --otp-field-line | --otp-card         | 3.0
          --otp-field-line | --otp-field        | 3.0
          """)
  void coloursWhenLightOrDarkThenContrastIsEnough(String front, String back, double least) {
    String css = new String(assets.style().bytes(), StandardCharsets.UTF_8);
    int dark = css.indexOf("prefers-color-scheme: dark");
    for (String half : new String[] {css.substring(0, dark), css.substring(dark)}) {
      double a = luminance(colour(half, front));
      double b = luminance(colour(half, back));
      assertThat((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).isGreaterThanOrEqualTo(least);
    }
  }

  private static int colour(String css, String variable) {
    int at = css.indexOf(variable + ": #") + variable.length() + 3;
    String hex = css.substring(at, css.indexOf(';', at));
    return Integer.parseInt(hex.length() == 3 ? hex.replaceAll("(.)", "$1$1") : hex, 16);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double value = (channel & 0xff) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
