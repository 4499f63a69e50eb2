package org.otpfilter.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One of this package's programs in a process of its own, on this class path. It ends with this
 * one, by its standard input. What it writes to standard error goes to a file.
 */
public final class Jvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final Path log;

  private Jvm(Process process, Path log) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param options of the JVM
   */
  public static Jvm start(List<String> options, Class<?> program, List<String> arguments)
      throws IOException {
    return start(List.of(), options, program, arguments);
  }

  /**
   * Starts it by another command, such as {@code env} or {@code nsenter}, which has to become it.
   */
  public static Jvm start(
      List<String> by, List<String> options, Class<?> program, List<String> arguments)
      throws IOException {
    return start(by, options, System.getProperty("java.class.path"), program, arguments);
  }

  /** Starts it on another class path. */
  static Jvm start(
      List<String> by,
      List<String> options,
      String classPath,
      Class<?> program,
      List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(by);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-classpath");
    command.add(classPath);
    command.add(program.getName());
    command.addAll(arguments);
    Path log = Files.createTempFile("otp-filter-proof-" + program.getSimpleName(), ".log");
    log.toFile().deleteOnExit();
    return new Jvm(new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
  }

  /** The next line of its standard output. */
  public String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the program has ended: " + log());
    }
    return line;
  }

  /** All that is left of its standard output, as it comes. */
  public Stream<String> lines() {
    return out.lines();
  }

  /** What it has written to standard error. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** As {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Waits for its end, and answers its exit code. */
  public int exit() throws InterruptedException {
    return process.waitFor();
  }

  /** Lets it end, and ends it if it does not. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
