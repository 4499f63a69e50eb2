package org.otpfilter.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path as long as a container lets through is read a few times, not once for each part of it. */
final class LongPathTest {
  private static final int PARTS = 4000;
  private static final int REQUESTS = 400;

  /**
   * By CPU time of the thread, so that a busy machine hardly matters. Going back to the start of
   * the path for each of its parts took 13 s for the first of them.
   */
  @ParameterizedTest
  @CsvSource({
    "/a, /z", ".a, /z", "/a, ''", ".a, ''",
  })
  void pathWhenOfManyPartsThenCostsItsLengthOnly(String part, String otherwise) {
    String path = "/x" + part.repeat(PARTS) + otherwise;
    // names of that length, so that looking does not end early
    Policy policy =
        Policy.parse(
            path + "x verified-only within 5m\n" + path + "x/* verified within 5m\n/* open",
            problem -> {
              throw new AssertionError(problem);
            },
            warning -> {});
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(policy.requirementFor("GET", path, false, role -> false))
          .isEqualTo(Requirement.OPEN);
    }
    long used = threads.getCurrentThreadCpuTime() - before;

    assertThat(Duration.ofNanos(used)).isLessThan(Duration.ofSeconds(2));
  }
}
