package org.otpfilter.cli.retrofit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpfilter.descriptor.Flavour;
import picocli.CommandLine;

final class RetrofitCommandTest {

  @TempDir Path folder;
  private Path in;
  private Path out;
  private final StringWriter printed = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @BeforeEach
  void setUp() {
    in = Wars.write(folder.resolve("app.war"), Wars.ordinary());
    out = folder.resolve("new.war");
  }

  @Test
  void commandWhenGoodThenDiffOnlyGains() {
    assertThat(run("--user", "session:account.login", "--rule", "/login open", "--set", "issuer=L"))
        .isZero();
    assertThat(printed.toString())
        .contains(
            "+ WEB-INF/lib/otp-filter-1.0-dropin-javax.jar (",
            "--- a/WEB-INF/web.xml",
            "+      <param-value>session:account.login</param-value>",
            "behind 'sso', which signs users in (CAS client)");
    assertThat(printed.toString().lines().filter(line -> line.startsWith("-")))
        .containsExactly("--- a/WEB-INF/web.xml");
    assertThat(run("--remove")).isEqualTo(2);
  }

  @Test
  void rulesWhenGivenThenInTheirOrder() {
    run(
        "--user",
        "remote-user",
        "--rule",
        "/b open",
        "--rule",
        "/a/* verified",
        "--rule",
        "/ open");
    assertThat(printed.toString().lines().map(line -> line.replaceAll("^\\+ *", "")))
        .containsSubsequence(
            "<param-value>", "/b open", "/a/* verified", "/ open", "</param-value>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --rule=/x                                 | the requirement is missing
          --rule=/x opne                            | 'opne' is not known
          --rule=                                   | --rule without a rule
          --rule=/a open;/b open                    | one rule, without ';'
          --set=isuer=X                             | nearest known key is 'issuer'
          --set=issuer                              | KEY=VALUE
          --set==x                                  | KEY=VALUE
          --set=user=remote-user                    | what --user says
          --set=digits=9                            | digits = '9'
          --set=mode=off                            | mode = 'off'
          --set=login-paths=/x                      | login-paths
          --after=nobody                            | there are 'encoding', 'sso'
          --user=remote-user                        | --user
          --frobnicate                              | --frobnicate
          --remove                                  | --remove goes with -o alone
          """)
  void commandWhenAnOptionIsWrongThenRefusedAndNothingIsWritten(String option, String reason) {
    assertThat(run("--user", "remote-user", option)).isEqualTo(2);
    assertThat(complained.toString()).contains(reason).doesNotContain("\tat ");
    assertThat(out).doesNotExist();
    assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith(".otp"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nobody               | is not known
          session:             | names no attribute
          header:X-User        | needs trusted-proxies
          org.example.Missing  | neither in WEB-INF/classes
          ''                   | --user is missing
          """)
  void commandWhenUserSourceIsWrongThenRefused(String user, String reason) {
    assertThat(run("--user", user)).isEqualTo(2);
    assertThat(complained.toString()).contains(reason);
    assertThat(out).doesNotExist();
  }

  @Test
  void commandWhenUserIsAClassOfTheApplicationThenTaken() {
    assertThat(run("--user", "org.example.S")).isZero();
  }

  @Test
  void commandWhenUserIsMissingThenRefused() {
    assertThat(run()).isEqualTo(2);
    assertThat(complained.toString()).contains("--user is missing");
  }

  @Test
  void settingsFileWhenItWinsThenRefused() {
    Map<String, String> files = new LinkedHashMap<>(Wars.ordinary());
    files.put("WEB-INF/otp.properties", "user=session:x\nissuer=L\n");
    Wars.write(in, files);
    assertThat(run("--user", "remote-user")).isEqualTo(2);
    assertThat(complained.toString()).contains("otp.properties", "'user'");
    files.put("WEB-INF/otp.properties", "issuer=L\n");
    Wars.write(in, files);
    assertThat(run("--user", "remote-user")).isZero();
  }

  @Test
  void settingsWhenForAnotherMachineThenWarnedAbout() {
    assertThat(
            run(
                "--user",
                "remote-user",
                "--set",
                "jdbc-url=jdbc:postgresql://db/x",
                "--set",
                "theme-dir=/no/such/folder"))
        .isZero();
    assertThat(complained.toString()).contains("OTP_SECRET_KEY", "theme-dir");
    assertThat(out).exists();
  }

  @Test
  void helpWhenAskedThenNamesEveryOption() {
    CommandLine line = new CommandLine(new RetrofitCommand(folder));
    assertThat(line.getUsageMessage())
        .contains("--user", "--rule", "--set", "--after", "--remove", "-o, --output");
  }

  @Test
  void inputWhenRunsAreOverThenUntouched() throws Exception {
    byte[] before = Files.readAllBytes(in);
    run("--user", "remote-user");
    assertThat(in).hasBinaryContent(before);
  }

  private int run(String... options) {
    Path jar = Wars.shelf(folder, Flavour.JAKARTA, Flavour.JAVAX);
    List<String> args = new ArrayList<>(List.of(in.toString(), "-o", out.toString()));
    args.addAll(List.of(options));
    return new CommandLine(new RetrofitCommand(jar))
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(complained, true))
        .setParameterExceptionHandler(
            (e, given) -> {
              complained.append(e.getMessage());
              return 2;
            })
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              complained.append(e.getMessage());
              return 2;
            })
        .execute(args.toArray(String[]::new));
  }
}
