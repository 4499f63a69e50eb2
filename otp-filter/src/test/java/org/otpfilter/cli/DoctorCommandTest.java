package org.otpfilter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpfilter.descriptor.TestWar.filter;
import static org.otpfilter.descriptor.TestWar.installed;
import static org.otpfilter.descriptor.TestWar.servlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otpfilter.descriptor.Flavour;
import org.otpfilter.descriptor.TestWar;

final class DoctorCommandTest {

  @TempDir Path folder;

  private static Run doctor(Path app, String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "doctor";
    args[1] = app.toString();
    System.arraycopy(more, 0, args, 2, more.length);
    return Run.of(args);
  }

  private static TestWar sound() {
    return TestWar.jakarta(
            filter("early", "org.apache.shiro.web.servlet.ShiroFilter", "/*")
                + installed("user", "session:ü\u2028")
                + servlet("a", "/a", "*.do"))
        .product("otp.jar", Flavour.JAKARTA, true);
  }

  @Test
  void doctorWhenSoundThenZeroAndCalm() throws IOException {
    Run run = doctor(sound().write(folder));

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("namespace  jakarta", "web.xml    6.0", "installed  yes", "0 errors, 0 warnings")
        .contains("early  /* (REQUEST)", "a  /a, *.do");
    assertThat(run.code()).isZero();
  }

  @Test
  void doctorWhenAskedForJsonThenOneObject() throws IOException {
    Run run = doctor(sound().write(folder), "--json");
    JsonNode json = new ObjectMapper().readTree(run.out());

    assertThat(run.code()).isZero();
    assertThat(run.out()).hasLineCount(1).matches("\\p{ASCII}+");
    assertThat(json.get("namespace").asText()).isEqualTo("jakarta");
    assertThat(json.get("webXmlVersion").asText()).isEqualTo("6.0");
    assertThat(json.get("installed").asBoolean()).isTrue();
    assertThat(json.get("findings")).isNotEmpty();
    assertThat(json.get("findings"))
        .allSatisfy(
            finding -> {
              assertThat(finding.get("level").asText()).isIn("error", "warning", "info");
              assertThat(finding.get("text").asText()).isNotBlank();
            });
    JsonNode otp = json.get("filters").get("otp");
    assertThat(otp.get("class").asText()).isEqualTo("org.otpfilter.OtpFilter");
    assertThat(otp.get("mappings").get(0).get("patterns").get(0).asText()).isEqualTo("/*");
    assertThat(otp.get("mappings").get(0).get("dispatchers")).hasSize(5);
    assertThat(json.get("servlets").get("a").get("mappings")).hasSize(2);
  }

  @Test
  void doctorWhenNotInstalledThenOne() throws IOException {
    Run run = doctor(TestWar.jakarta("").write(folder), "--json");
    JsonNode json = new ObjectMapper().readTree(run.out());

    assertThat(run.code()).isEqualTo(1);
    assertThat(json.get("installed").asBoolean()).isFalse();
    assertThat(json.get("findings").get(0).get("level").asText()).isEqualTo("error");
  }

  @Test
  void doctorWhenThereIsNoWebXmlThenItsVersionIsNull() throws IOException {
    Run run = doctor(TestWar.empty().write(folder), "--json");

    assertThat(new ObjectMapper().readTree(run.out()).get("webXmlVersion").isNull()).isTrue();
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void doctorWhenItCannotReadThenTwoAndOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "no war");
    Path broken = TestWar.withXml("<web-app>").write(folder);

    for (Path path : new Path[] {text, broken, folder.resolve("none"), folder}) {
      Run run = doctor(path);
      assertThat(run.code()).as("%s", path).isEqualTo(2);
      assertThat(run.err()).startsWith("otp-filter: ").hasLineCount(1).doesNotContain("\tat ");
      assertThat(run.out()).isEmpty();

      JsonNode json = new ObjectMapper().readTree(doctor(path, "--json").out());
      assertThat(json.get("installed").asBoolean()).isFalse();
      assertThat(json.get("namespace").isNull()).isTrue();
      assertThat(json.get("findings").get(0).get("level").asText()).isEqualTo("error");
      assertThat(run.err()).contains(json.get("findings").get(0).get("text").asText());
    }
    assertThat(Run.of("doctor").code()).isEqualTo(2);
    assertThat(Run.of("doctor", "--help").code()).isZero();
  }
}
