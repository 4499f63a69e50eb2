package org.otpfilter.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

final class LatenciesTest {

  @Test
  void sharesWhenSpreadOverSevenDecadesThenTheyAreRightToTwoPercent() {
    for (long unit = 1; unit <= 10_000_000; unit *= 10) {
      Latencies latencies = new Latencies();
      for (int i = 1; i <= 1_000; i++) {
        latencies.add(i * unit * 100);
      }
      assertThat(latencies.total()).isEqualTo(1_000);
      assertThat(latencies.millis(0.5) * 1e6).isCloseTo(50_000.0 * unit, withinPercentage(2));
      assertThat(latencies.millis(0.99) * 1e6).isCloseTo(99_000.0 * unit, withinPercentage(2));
    }
  }

  @Test
  void latenciesWhenMergedThenTheyCountTogether() {
    Latencies fast = new Latencies();
    Latencies slow = new Latencies();
    for (int i = 0; i < 99; i++) {
      fast.add(1_000);
    }
    slow.add(1_000_000_000);
    fast.merge(slow);

    assertThat(fast.millis(0.99)).isLessThan(0.002);
    assertThat(fast.millis(1)).isGreaterThan(990);
  }
}
