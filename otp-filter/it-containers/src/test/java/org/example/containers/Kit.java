package org.example.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the build has put what the tests run, and how they wait. */
final class Kit {
  private Kit() {}

  static Path target() {
    return Path.of(System.getProperty("kit.target"));
  }

  /** The one jar that goes into {@code WEB-INF/lib}. */
  static Path product(Flavour flavour) {
    return jar("otp-filter", "-dropin" + flavour.classifier());
  }

  static Path host(Flavour flavour) {
    return jar("it-host", flavour.classifier());
  }

  static Path undertowLauncher(Flavour flavour) {
    return jar("it-undertow", flavour.classifier());
  }

  static Path postgresDriver() {
    return jar("postgresql", "");
  }

  /** The only jar of that name that the build has copied. */
  private static Path jar(String artifact, String classifier) {
    Pattern named = Pattern.compile(artifact + "-[0-9.]+(-SNAPSHOT)?" + classifier + "\\.jar");
    try (Stream<Path> jars = Files.list(target().resolve("jars"))) {
      List<Path> found =
          jars.filter(jar -> named.matcher(jar.getFileName().toString()).matches()).toList();
      if (found.size() != 1) {
        throw new IllegalStateException(artifact + classifier + " is there as " + found);
      }
      return found.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks again and again until it is so; fails with the text when the time is over. */
  static void await(Duration limit, BooleanSupplier condition, Supplier<String> failure) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(failure.get());
      }
      pause();
    }
  }

  /**
   * Leaves the processor to the process that is asked. How long makes no answer right or wrong: the
   * condition is asked again until its own limit, and another process gives nothing to wait on.
   */
  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
