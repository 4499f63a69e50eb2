package org.otpfilter.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sources compile, without a warning, against every Servlet API of the jakarta namespace. */
final class ServletApiIT {
  private static final String OWN_API = "jakarta.servlet-api";

  @TempDir Path classes;

  @ParameterizedTest
  @ValueSource(strings = {"5.0.0", "6.0.0", "6.1.0"})
  void sourcesWhenCompiledAgainstApiThenNoWarning(String version) throws IOException {
    Path api = Path.of("target/servlet-apis/" + OWN_API + "-" + version + ".jar");
    assertThat(api).exists();
    assertThat(compile(api, sources())).isEmpty();
  }

  private String compile(Path api, List<Path> sources) throws IOException {
    String libraries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(element -> element.endsWith(".jar"))
            .filter(element -> !element.contains(OWN_API) && !element.contains("jetty-jakarta"))
            .filter(element -> !element.equals(System.getProperty("otp.jar") + ".jar"))
            .collect(Collectors.joining(File.pathSeparator, api + File.pathSeparator, ""));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter out = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  out,
                  files,
                  null,
                  List.of(
                      "--release",
                      "17",
                      "-proc:none",
                      "-Xlint:all,-processing,-serial,-classfile,-path",
                      "-Werror",
                      "-classpath",
                      libraries,
                      "-d",
                      classes.toString()),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      return compiled ? "" : "not compiled:\n" + out;
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> found = Files.walk(Path.of("src/main/java"))) {
      return found.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
