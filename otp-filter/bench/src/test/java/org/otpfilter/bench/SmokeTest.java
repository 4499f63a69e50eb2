package org.otpfilter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Every benchmark starts, and what it measures gives right answers. Measures nothing. */
final class SmokeTest {

  @Test
  void benchmarksWhenRunOnceThenAnswerRightly() throws Exception {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("org\\.otpfilter\\.bench\\..*")
                    .mode(Mode.SingleShotTime)
                    .param("rules", "10")
                    .warmupIterations(0)
                    .measurementIterations(2)
                    .measurementTime(TimeValue.NONE)
                    .forks(0)
                    .shouldFailOnError(true)
                    .build())
            .run();

    Table table = new Table();
    table.add(results);
    assertThat(table.toString())
        .contains("Request.oneThread", "Request.fourThreads", "RuleShape.request 10 EXACT_PATH")
        .contains("Totp.wrongCode", "Totp.rightCode", "HashFloor.twelveBlocksAtOnce")
        .contains("HashFloor.sixHashes", "HashFloor.copiesOfStates")
        .contains("HashFloor.macThatKeepsItsKey")
        .contains("Page.qrImage", "Page.enrolmentPage", "Page.challengePage")
        .contains("Secret.seal", "Secret.unseal")
        .contains("Secret.rightRecoveryCode", "Secret.wrongRecoveryCode");
  }
}
