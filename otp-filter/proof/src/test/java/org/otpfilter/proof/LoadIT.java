package org.otpfilter.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The load runs and gets right answers only. Measures nothing. */
final class LoadIT {

  @Test
  void loadWhenSmallThenEveryAnswerIsRight(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("load.json");
    int exit =
        new CommandLine(new Load())
            .execute(
                "--users=700",
                "--events=100",
                "--rounds=1",
                "--seconds=0.5",
                "--connections=2",
                "--folder=" + folder.resolve("postgres"),
                "--json=" + json);

    assertThat(exit).isZero();
    assertThat(Files.readString(json))
        .contains(
            "page, filter: none",
            "page, filter: bare",
            "page, filter: otp",
            "right code",
            "a whole mixed sign-in");
  }
}
