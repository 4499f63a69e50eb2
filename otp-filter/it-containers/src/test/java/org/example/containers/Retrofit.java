package org.example.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The product's own command, run as an operator runs it. */
final class Retrofit {
  private static final Pattern WRITTEN = Pattern.compile("written: ");

  private Retrofit() {}

  /** Puts the product into an application that knows nothing of it. */
  static Path run(Path application, Path result, Map<String, String> settings) {
    Map<String, String> others = new TreeMap<>(settings);
    String user = others.remove("user");
    String rules = others.remove("rules");
    List<String> options = new ArrayList<>(List.of("--user", user == null ? "remote-user" : user));
    if (rules != null) {
      rules.lines().map(String::strip).forEach(rule -> options.addAll(List.of("--rule", rule)));
    }
    others.forEach((key, value) -> options.addAll(List.of("--set", key + "=" + value)));
    return start(application, result, options);
  }

  /** Takes it out again. */
  static Path remove(Path application, Path result) {
    return start(application, result, List.of("--remove"));
  }

  /** The jakarta jar runs whatever the application is; the other one lies beside it. */
  private static Path start(Path application, Path result, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Container.javaHome().resolve("bin/java").toString());
    command.addAll(List.of("-jar", Kit.product(Flavour.JAKARTA).toString(), "retrofit"));
    command.addAll(List.of(application.toString(), "-o", result.toString()));
    command.addAll(options);
    try {
      Path log = Files.createTempFile(result.getParent().getParent(), "retrofit", ".txt");
      new Child(new ProcessBuilder(command), log).await(WRITTEN, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }
}
