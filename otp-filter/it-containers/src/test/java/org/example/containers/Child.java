package org.example.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of ours whose output goes to a file. */
final class Child {
  /** Much longer than anything takes: only what hangs comes near it. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final Process process;
  private final Path log;

  Child(ProcessBuilder builder, Path log) {
    this.log = log;
    try {
      this.process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** All it has printed. */
  String log() {
    try {
      return new String(Files.readAllBytes(log), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a match behind a place in the log. */
  Matcher await(Pattern pattern, int from) {
    Kit.await(
        LIMIT,
        () -> found(pattern, from).isPresent() || !process.isAlive(),
        () -> "no " + pattern + " in " + log + ":\n" + tail());
    return found(pattern, from)
        .orElseThrow(() -> new AssertionError("it ended without " + pattern + ":\n" + tail()));
  }

  /** Waits for the line that ends the start and gives another; a start that fails is ended. */
  Matcher awaitStart(Pattern started, Pattern wanted) {
    try {
      await(started, 0);
      return await(wanted, 0);
    } catch (AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  void tell(String line) {
    OutputStream in = process.getOutputStream();
    try {
      in.write((line + "\n").getBytes(UTF_8));
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to stop and waits; one that hangs is killed, and the test fails. */
  void stop(boolean byInput) {
    try {
      if (byInput) {
        process.getOutputStream().close();
      } else {
        process.destroy();
      }
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("the container did not stop:\n" + tail());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Optional<Matcher> found(Pattern pattern, int from) {
    String text = log();
    Matcher matcher = pattern.matcher(text);
    return matcher.find(Math.min(from, text.length())) ? Optional.of(matcher) : Optional.empty();
  }

  private String tail() {
    String text = log();
    return text.substring(Math.max(0, text.length() - 8000));
  }
}
