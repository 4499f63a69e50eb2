package org.otpfilter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {

  @Test
  void mainWhenAskedForItsVersionThenOneLine() {
    Run run = Run.of("--version");

    assertThat(run.code()).isEqualTo(Main.DONE);
    assertThat(run.out()).startsWith("otp-filter ").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "help", "help help", "help --help"})
  void mainWhenAskedForHelpThenSays(String args) {
    Run run = Run.of(args.split(" "));

    assertThat(run.code()).isEqualTo(Main.DONE);
    assertThat(run.out()).contains("Usage: otp-filter");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void reasonWhenMemoryIsNotEnoughThenOneLine() {
    assertThat(Main.reason(new StackOverflowError())).contains("too deep").hasLineCount(1);
    assertThat(Main.reason(new OutOfMemoryError("x"))).contains("-Xmx").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no-such-command", "--no-such-option"})
  void mainWhenNotUnderstoodThenOneLineAndTwo(String args) {
    Run run = args.isEmpty() ? Run.of() : Run.of(args);

    assertThat(run.code()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).startsWith("otp-filter: ").contains("--help").hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }
}
