package org.otpfilter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DecoderResult;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QrCodeTest {
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "otpauth://totp/Ledger:alice?secret=JBSWY3DPEHPK3PXP&issuer=Ledger",
        "otpauth://totp/J%C3%B6hn%20%26%20Co:a%2Fb?secret=JBSWY3DPEHPK3PXP&issuer=J%C3%B6hn",
        "jöhn ☂"
      })
  void drawingWhenReadBackThenSaysTheText(String text) throws Exception {
    DecoderResult read = new Decoder().decode(modules(QrCode.svg(text, "label")));
    assertThat(read.getText()).isEqualTo(text);
    assertThat(read.getECLevel()).isEqualTo("M");
  }

  @Test
  void drawingWhenMadeThenIsOneDarkPathOnALightGround() {
    String svg = QrCode.svg("text", "label");
    assertThat(svg)
        .contains("role=\"img\" aria-label=\"label\"")
        .contains("shape-rendering=\"crispEdges\"")
        .contains("fill=\"#fff\"/><path fill=\"#000\"")
        .doesNotContain("style");
  }

  @Test
  void labelWhenItLooksLikeMarkupThenStaysText() {
    assertThat(QrCode.svg("text", "\"><svg onload=x>&"))
        .contains("\"&quot;&gt;&lt;svg onload=x&gt;&amp;\"");
  }

  @Test
  void textWhenTooLongOrEmptyThenIsRefusedUnquoted() {
    assertThat(QrCode.svg("x".repeat(1000), "label")).startsWith("<svg");
    assertThatThrownBy(() -> QrCode.svg("x".repeat(1001), "label"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("xx");
    assertThatThrownBy(() -> QrCode.svg("☂".repeat(1000), "label"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("☂");
    assertThatThrownBy(() -> QrCode.svg("", "label")).isInstanceOf(IllegalArgumentException.class);
  }

  private static BitMatrix modules(String svg) {
    Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"").matcher(svg);
    assertThat(box.find()).isTrue();
    int quiet = 4;
    BitMatrix matrix = new BitMatrix(Integer.parseInt(box.group(1)) - 2 * quiet);
    for (MatchResult run : RUN.matcher(svg).results().toList()) {
      assertThat(run.group(4)).isEqualTo(run.group(3));
      int x = Integer.parseInt(run.group(1)) - quiet;
      int y = Integer.parseInt(run.group(2)) - quiet;
      matrix.setRegion(x, y, Integer.parseInt(run.group(3)), 1);
    }
    return matrix;
  }
}
