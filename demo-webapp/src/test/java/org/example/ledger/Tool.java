package org.example.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of Debian that the browser test needs. It is never downloaded. */
enum Tool {
  CHROMIUM("chromium", "chromium"),
  CHROMEDRIVER("chromedriver", "chromium-driver"),
  OATHTOOL("oathtool", "oathtool"),
  ZBARIMG("zbarimg", "zbar-tools");

  private final String program;
  private final String debianPackage;

  Tool(String program, String debianPackage) {
    this.program = program;
    this.debianPackage = debianPackage;
  }

  /** Skips the calling test where a program is missing, and fails it in CI. */
  static void assumeAll() {
    for (Tool tool : values()) {
      if (tool.find().isEmpty()) {
        String message = tool.program + " is missing: apt-get install " + tool.debianPackage;
        if ("true".equals(System.getenv("CI"))) {
          throw new AssertionError(message);
        }
        abort(message);
      }
    }
  }

  Path path() {
    return find().orElseThrow(() -> new IllegalStateException(program + " is missing"));
  }

  /** Runs the program to its end and gives what it printed, without the last line break. */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(path().toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new AssertionError(program + " ended with status " + status);
    }
    return printed.stripTrailing();
  }

  private Optional<Path> find() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
