package org.example.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into another JVM from outside, by {@code jcmd}; each look collects its garbage first. */
final class Probe {
  private static final Pattern ROW =
      Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+)", Pattern.MULTILINE);
  private static final Pattern THREAD = Pattern.compile("^\"([^\"]+)\"", Pattern.MULTILINE);
  private static final Pattern LOADERS =
      Pattern.compile(".*\\.(ParallelWebappClassLoader|WebAppClassLoader|Webapp\\$WebappLoader)");
  private static final Pattern OURS = Pattern.compile("(?i).*(otp|hikari|h2|mvstore|postgres).*");

  private final Container container;

  Probe(Container container) {
    this.container = container;
  }

  /**
   * Waits until no more class loaders of applications than these are reachable. An idle connection,
   * a selector or a pool thread holds its last request, and with it an application, until the next
   * one.
   */
  void awaitWebapps(long expected) {
    RawClient client = new RawClient(container.port());
    Kit.await(
        Duration.ofSeconds(90),
        () -> {
          client.request("GET /nothing HTTP/1.1");
          return webappLoaders() <= expected;
        },
        () -> webappLoaders() + " class loaders, more than " + expected + ", see " + dump());
  }

  /** How many class loaders of applications are reachable. */
  long webappLoaders() {
    return instances(LOADERS);
  }

  /** How many filters of ours are reachable, of whatever class loader. */
  long filters() {
    return instances(Pattern.compile("org\\.otpfilter\\.OtpFilter"));
  }

  /** The threads that the product or its libraries have started, by name without numbers. */
  List<String> productThreads() {
    List<String> names = new ArrayList<>();
    Matcher threads = THREAD.matcher(run("Thread.print"));
    while (threads.find()) {
      if (OURS.matcher(threads.group(1)).matches()) {
        names.add(threads.group(1).replaceAll("[0-9]+", "N"));
      }
    }
    names.sort(null);
    return names;
  }

  /** Those that stay; the pool of connections makes some when it needs them and lets them end. */
  List<String> steadyThreads() {
    return productThreads().stream().filter(name -> !name.equals("otp-filter-pool")).toList();
  }

  /** Writes the heap to a file, for a person to look into. */
  private Path dump() {
    Path file = container.base().resolve("heap-" + System.nanoTime() + ".hprof");
    run("GC.heap_dump", file.toString());
    return file;
  }

  private long instances(Pattern type) {
    long count = 0;
    Matcher rows = ROW.matcher(run("GC.class_histogram"));
    while (rows.find()) {
      if (type.matcher(rows.group(2)).matches()) {
        count += Long.parseLong(rows.group(1));
      }
    }
    return count;
  }

  private String run(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Container.javaHome().resolve("bin/jcmd").toString());
    command.add(Long.toString(container.pid()));
    command.addAll(List.of(words));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed: " + printed);
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
