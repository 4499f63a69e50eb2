package org.otpfilter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RawSettingsTest {

  private final Map<String, String> initParams = new HashMap<>();
  private final Properties file = new Properties();
  private final Map<String, String> environment = new HashMap<>();
  private final Properties system = new Properties();

  private RawSettings raw() {
    return new RawSettings(initParams, file, environment, system);
  }

  private Settings read() {
    return Settings.read(raw(), Path.of("").toAbsolutePath());
  }

  @Test
  void valueWhenGivenInSeveralPlacesThenTheLastNamedWins() {
    initParams.put("base-path", " /a ");
    assertThat(read().web().basePath()).isEqualTo("/a");
    file.setProperty("base-path", "/b");
    assertThat(read().web().basePath()).isEqualTo("/b");
    environment.put("OTP_BASE_PATH", "/c");
    assertThat(read().web().basePath()).isEqualTo("/c");
    system.setProperty("otp.base-path", "/d");
    assertThat(read().web().basePath()).isEqualTo("/d");
  }

  @Test
  void describeWhenValuesComeFromSeveralPlacesThenEachNamesItsOwn() {
    initParams.put("digits", "7");
    file.setProperty("window", "0");
    environment.put("OTP_ISSUER", "Ledger");
    system.setProperty("otp.attempts", "3");
    assertThat(read().describe().lines())
        .contains(
            "digits = 7 (init-param)",
            "window = 0 (/WEB-INF/otp.properties)",
            "issuer = Ledger (environment variable OTP_ISSUER)",
            "attempts = 3 (system property otp.attempts)",
            "lock-after = 20 (default)",
            "origin = (none) (default)")
        .hasSize(SettingKey.values().length);
  }

  @Test
  void describeWhenThereAreSecretsThenMasked() {
    initParams.put("jdbc-url", "jdbc:postgresql://u:hunter2@h/db?sslpassword=hunter2");
    initParams.put("jdbc-user", "u");
    initParams.put("jdbc-password", "hunter2");
    initParams.put("secret-key", "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    initParams.put("rules", "/a open\n  /b open");
    Settings settings = read();
    assertThat(settings.describe())
        .contains("jdbc-password = *** (", "secret-key = *** (", "rules = /a open; /b open (")
        .doesNotContain("hunter2", "AwQF");
    assertThat(settings.toString()).doesNotContain("hunter2", "AwQF");
    assertThat(settings.database().toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:postgresql://h/db                     | jdbc:postgresql://h/db
          jdbc:postgresql://u:p@h/db                 | jdbc:postgresql:***@h/db
          jdbc:oracle:thin:scott/tiger@//h/x         | jdbc:oracle:***@//h/x
          jdbc:mariadb://h/db?user=u&password=p&x=y  | jdbc:mariadb://h/db?user=u&password=***
          jdbc:sqlserver://h;Password={a;b};x=y      | jdbc:sqlserver://h;Password=***
          jdbc:h2:./x;CIPHER=AES;PASSWORD=a b        | jdbc:h2:./x;CIPHER=AES;PASSWORD=***
          jdbc:x://h?trustStorePwd=p                 | jdbc:x://h?trustStorePwd=***
          postgres://u:p@h/db                        | ***
          """)
  void jdbcUrlWhenItHoldsCredentialsThenMasked(String url, String masked) {
    assertThat(JdbcUrl.masked(url)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource({
    "verified_for, verified-for",
    "RULES,        rules",
    "loginpaths,   login-paths",
    "secretkey,    secret-key",
    "otp.issuer,   issuer"
  })
  void keyWhenUnknownThenRefusedWithTheNearestAndWithoutItsValue(String key, String nearest) {
    initParams.put(key, "hunter2");
    file.setProperty(key, "hunter2");
    assertThat(raw().problems())
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem.text()).contains("'" + nearest + "'"))
        .noneSatisfy(problem -> assertThat(problem.text()).contains("hunter2"));
  }

  @Test
  void keyWhenNothingIsNearThenNoGuess() {
    initParams.put("completely-different-thing", "x");
    assertThat(raw().problems())
        .singleElement()
        .extracting(SettingsProblem::text)
        .isEqualTo("completely-different-thing (init-param) is not a setting");
  }

  @Test
  void keyWhenUnknownInEnvironmentOrSystemThenWarningOnly() {
    environment.put("OTP_DIGIT", "hunter2");
    environment.put("OTHER", "x");
    system.setProperty("otp.windw", "hunter2");
    system.setProperty("java.home", "x");
    assertThat(read().warnings())
        .hasSize(2)
        .anyMatch(w -> w.contains("OTP_DIGIT") && w.contains("'digits'"))
        .anyMatch(w -> w.contains("otp.windw") && w.contains("'window'"))
        .noneMatch(w -> w.contains("hunter2"));
  }

  @Test
  void environmentWhenNameIsNotUpperCaseThenNotTaken() {
    environment.put("OTP_digits", "8");
    assertThat(read().codes().digits()).isEqualTo(6);
  }
}
