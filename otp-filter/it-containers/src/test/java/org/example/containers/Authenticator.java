package org.example.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** An authenticator app: {@code oathtool} of Debian with a secret. It gives no code twice. */
final class Authenticator {
  private static final long PERIOD = 30;

  private final String secret;
  private long last;

  Authenticator(String secret) {
    this.secret = secret;
  }

  /** Skips the calling test where the program is missing, and fails it in CI. */
  static void assumeInstalled() {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "oathtool")));
    String message = "oathtool is missing: apt-get install oathtool";
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    assumeTrue(there, message);
  }

  /**
   * The next code that is right now: of this step, or if that was used, of the step to come, which
   * the product's window takes as well. Where both are used it waits for the next step.
   */
  String next() {
    Kit.await(Duration.ofSeconds(2 * PERIOD), () -> last < step() + 1, () -> "the clock stands");
    last = Math.max(last + 1, step());
    return code(last);
  }

  private static long step() {
    return System.currentTimeMillis() / 1000 / PERIOD;
  }

  private String code(long step) {
    try {
      Process process =
          new ProcessBuilder("oathtool", "--totp", "-b", secret, "-N", "@" + step * PERIOD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      if (process.waitFor() != 0 || !printed.matches("[0-9]{6}")) {
        throw new AssertionError("oathtool printed " + printed.length() + " characters");
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
