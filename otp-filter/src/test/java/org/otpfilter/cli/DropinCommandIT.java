package org.otpfilter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpfilter.descriptor.Flavour;
import org.otpfilter.descriptor.TestWar;

/** The drop-in jars as an operator runs them, with a process each. */
final class DropinCommandIT {
  @TempDir private Path folder;

  private static Path jar(String ending) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("otp-filter-.*-" + ending + "\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no otp-filter-*-" + ending + ".jar in target"));
    }
  }

  private Run run(String ending, String... args) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar(ending).toString()));
    command.addAll(List.of(args));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int code = process.waitFor();
    return new Run(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dropin", "dropin-javax"})
  void doctorWhenRunFromTheJarThenTellsBothFlavours(String ending) throws Exception {
    Path old =
        TestWar.withXml(
                TestWar.webApp(
                    "http://java.sun.com/xml/ns/javaee",
                    "3.0",
                    TestWar.installed("user", "session:u")))
            .product("p.jar", Flavour.JAVAX, true)
            .write(folder);

    Run run = run(ending, "doctor", old.toString(), "--json");
    JsonNode json = new ObjectMapper().readTree(run.out());

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(json.get("namespace").asText()).isEqualTo("javax");
    assertThat(json.get("installed").asBoolean()).isTrue();

    Path wrong =
        TestWar.jakarta(TestWar.installed()).product("p.jar", Flavour.JAVAX, true).write(folder);
    Run second = run(ending, "doctor", wrong.toString());
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.out()).contains("p.jar is for javax").contains("one for", "jakarta");
  }

  /** The real jar in a WAR, beside libraries whose names the build has changed in it. */
  @Test
  void doctorWhenItsOwnJarIsInTheWarThenKnowsIt() throws Exception {
    Path app = Files.createDirectories(folder.resolve("app/WEB-INF/lib"));
    Files.copy(jar("dropin"), app.resolve("otp.jar"));
    Files.writeString(
        app.resolveSibling("web.xml"),
        TestWar.webApp(
            "https://jakarta.ee/xml/ns/jakartaee",
            "6.0",
            TestWar.filter("s", "org.apache.shiro.web.servlet.ShiroFilter", "/*")
                + TestWar.installed()));

    Run run = run("dropin", "doctor", folder.resolve("app").toString(), "--json");
    JsonNode json = new ObjectMapper().readTree(run.out());

    assertThat(run.code()).as(run.out()).isZero();
    assertThat(json.get("namespace").asText()).isEqualTo("jakarta");
    assertThat(json.get("findings").findValuesAsText("text"))
        .anySatisfy(text -> assertThat(text).contains("as it should: Shiro"));
    assertThat(json.get("findings").findValuesAsText("level")).containsOnly("info");
  }

  @Test
  void jarWhenItCannotThenTwoAndOneLine() throws Exception {
    for (String[] args :
        new String[][] {{}, {"what"}, {"doctor"}, {"doctor", "none.war"}, {"check", "x"}}) {
      Run run = run("dropin", args);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).startsWith("otp-filter: ").hasLineCount(1);
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void jarWhenAskedForHelpThenSaysAtEveryLevel() throws Exception {
    assertThat(run("dropin", "--help").out()).contains("doctor", "check");
    assertThat(run("dropin", "help", "doctor").out()).contains("--json", "Exit codes:");
    assertThat(run("dropin", "check", "--help").out()).contains("--base-path");
    assertThat(run("dropin", "--version").out()).matches("otp-filter \\d.*\\R");
  }
}
