package org.otpfilter.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PairedRatioTest {

  private static List<Figures.Row> rows(int count, double each, double step) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Figures.Row("page", i, 1, each + i * step, 0, 0, 0, 0, 0))
        .toList();
  }

  @Test
  void ratioWhenRoundsDifferThenTheMedianAndItsBoundsAreOfTheirRatios() {
    // ratios 1.00, 1.01 … 1.24; for 25 of them the seventh lowest and highest bound the median
    PairedRatio ratio = PairedRatio.of(rows(25, 100, 1), rows(25, 100, 0), Figures.Row::perSecond);

    assertThat(ratio.toString()).isEqualTo("1.120 (1.070 to 1.170)");
  }

  @Test
  void ratioWhenRoundsAreFewThenTheBoundsAreTheLowestAndTheHighest() {
    PairedRatio ratio = PairedRatio.of(rows(2, 90, 20), rows(2, 100, 0), Figures.Row::perSecond);

    assertThat(ratio.toString()).isEqualTo("1.000 (0.900 to 1.100)");
  }
}
