package org.otpfilter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String ZERO_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  private static final String SHORT_KEY = "AAECAwQFBgcICQoLDA0ODw==";

  @TempDir Path base;

  private Settings read(String... pairs) {
    Map<String, String> initParams = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      initParams.put(pairs[i], pairs[i + 1]);
    }
    return Settings.read(new RawSettings(initParams, null, Map.of(), new Properties()), base);
  }

  private SettingsException refused(String... pairs) {
    SettingsException refusal = catchThrowableOfType(SettingsException.class, () -> read(pairs));
    assertThat(refusal).as("refusal of %s", (Object) pairs).isNotNull();
    return refusal;
  }

  private void assertRefused(String key, String... pairs) {
    assertThat(refused(pairs).problems()).extracting(SettingsProblem::key).containsExactly(key);
  }

  @Test
  void settingsWhenNothingIsGivenThenDefaults() {
    Settings settings = read();
    assertThat(settings.policy()).hasToString("/* verified");
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.codes())
        .isEqualTo(new Settings.Codes(6, Duration.ofSeconds(30), "SHA1", 1, null));
    assertThat(settings.enrolment()).isEqualTo(new Settings.Enrolment(true, null, 5));
    assertThat(settings.sessions())
        .isEqualTo(new Settings.Sessions(Duration.ofHours(12), Duration.ofMinutes(10), true));
    assertThat(settings.limits()).isEqualTo(new Settings.Limits(5, 20));
  }

  @Test
  void settingsWhenNothingIsGivenThenDefaultSourcesAndPlaces() {
    Settings settings = read();
    assertThat(settings.users())
        .isEqualTo(
            new Settings.Users("remote-user", "isUserInRole", true, false, List.of(), List.of()));
    assertThat(settings.database())
        .isEqualTo(new Settings.Database(null, null, null, null, base.resolve("otp-data"), true));
    assertThat(settings.database().own()).isTrue();
    assertThat(settings.keys()).isEqualTo(new Settings.Keys(List.of(), null));
    assertThat(settings.web())
        .isEqualTo(new Settings.Web("/otp", "/", List.of(), List.of(), false, false, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rules             | /a opened
          rules             | a open
          user              | remoteuser
          user              | session:
          user              | session:a..b
          user              | request:a b
          user              | header:X-User
          user              | header:
          user              | org.example.1Users
          user-roles        | roles
          user-roles        | header:X-Roles
          user-names        | fold
          code-header       | X OTP
          code-header       | Cookie
          code-header       | authorization
          code-header       | HOST
          code-header       | X-Forwarded-For
          code-header       | Sec-Fetch-Site
          jdbc-user         | u
          jdbc-password     | p
          migrate           | yes
          issuer            | a:b
          base-path         | otp
          base-path         | /
          base-path         | /otp/
          base-path         | //otp
          base-path         | /o;p
          base-path         | /o%20p
          base-path         | /a/../b
          base-path         | /web-inf/otp
          enrolment         | invited
          enrolment         | none
          digits            | 5
          digits            | 9
          digits            | six
          digits            | +6
          digits            | ６
          period            | 29s
          period            | 121s
          period            | 3m
          period            | 0s
          period            | 30
          period            | 30.5s
          algorithm         | SHA-1
          algorithm         | MD5
          window            | 2
          window            | -1
          verified-for      | 59s
          verified-for      | 31d
          verified-for      | 0s
          verified-for      | 12 h
          user-visible      | partly
          user-visible      | never
          login-paths       | /login
          session-id        | rotate
          pending-for       | 59s
          pending-for       | 25h
          logout-url        | bye
          logout-url        | //evil.example
          logout-url        | /\\evil.example
          logout-url        | /a//b
          logout-url        | /a/../b
          logout-url        | javascript:alert(1)
          logout-url        | ftp://h/
          logout-url        | https:///x
          logout-url        | https://u:p@h/
          devices-per-user  | 0
          devices-per-user  | 51
          attempts          | 0
          attempts          | 21
          lock-after        | 101
          lock-after        | 4
          origin            | example.org
          origin            | https://example.org/
          origin            | https://example.org/x
          origin            | ftp://example.org
          origin            | null
          origin            | https://a.example,https://b.example
          trusted-proxies   | proxy.example
          trusted-proxies   | 10.0.0.0/33
          trusted-proxies   | 10.0.0/8
          trusted-proxies   | 10.0.0.256
          trusted-proxies   | 10.0.0.1.
          trusted-proxies   | ::1/129
          trusted-proxies   | 1:2
          trusted-proxies   | 10.0.0.0/8,127.0.0.1
          trusted-proxies   | ;
          insecure-http     | yes
          websocket-filter  | first
          mode              | off
          operators         | role:
          operators         | alice; role:
          operators         | ;
          theme-dir         | no-such-folder
          secret-key-file   | no-such-file
          """)
  void settingWhenValueIsBadThenItAloneIsRefused(String key, String value) {
    assertRefused(key, key, value);
  }

  @Test
  void settingWhenGivenButEmptyThenRefusedUnlessItIsThePassword() {
    for (SettingKey key : SettingKey.values()) {
      if (key != SettingKey.JDBC_PASSWORD) {
        assertRefused(key.key(), key.key(), "  ");
      }
    }
    Settings settings = read("jdbc-url", "jdbc:h2:mem:x", "jdbc-user", "sa", "jdbc-password", "");
    assertThat(settings.database().jdbcPassword()).isEmpty();
  }

  @Test
  void settingsWhenAllAreGoodThenTaken() throws IOException {
    Files.createDirectory(base.resolve("theme"));
    Files.writeString(base.resolve("key"), "k1:" + KEY);
    Settings settings =
        read(
            "jdbc-url",
            "jdbc:postgresql://h/db",
            "jdbc-user",
            "u",
            "jdbc-password",
            "p",
            "secret-key-file",
            "key",
            "theme-dir",
            "theme",
            "issuer",
            "Ledger",
            "trusted-proxies",
            "10.0.0.0/8; 127.0.0.1\n::1",
            "user",
            "header:X-User",
            "user-roles",
            "header:X-Roles",
            "code-header",
            "X-OTP",
            "login-paths",
            "/login;/sso/*",
            "user-visible",
            "partly",
            "logout-url",
            "https://sso.example/bye?x=1",
            "origin",
            "HTTPS://Example.org:443;http://a.example:8080",
            "base-path",
            "/second/factor");
    assertThat(settings.web().origins())
        .containsExactly("https://example.org", "http://a.example:8080");
    assertThat(settings.web().trustedProxies())
        .containsExactly("10.0.0.0/8", "127.0.0.1/32", "::1/128");
    assertThat(settings.web().theme()).contains(base.resolve("theme"));
    assertThat(settings.keys().file()).isEqualTo(base.resolve("key"));
    assertThat(settings.users().isLoginPath("/sso/x", false)).isTrue();
    assertThat(settings.users().isLoginPath("/login/x", false)).isFalse();
    assertThat(settings.database().embedded()).isFalse();
    assertThat(settings.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bye", "/bye?x=%20", "/", "http://h", "https://h:8443/a/b"})
  void logoutUrlWhenGoodThenTakenAsItIs(String url) {
    assertThat(read("logout-url", url).web().logoutUrl()).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({"datasource, jdbc otp", "jdbc-url, postgresql://h/db", "jdbc-url, jdbc:"})
  void databaseWhenMalformedThenRefused(String key, String value) {
    assertRefused(key, key, value, "secret-key", "a:" + KEY);
  }

  @Test
  void databaseWhenTwoAreGivenThenContradiction() {
    assertRefused(
        "datasource", "datasource", "jdbc/otp", "jdbc-url", "jdbc:x:y", "secret-key", "a:" + KEY);
  }

  @Test
  void userHeaderWhenEveryPeerIsTrustedThenRefused() {
    assertRefused("user", "user", "header:X-User", "trusted-proxies", "0.0.0.0/0");
  }

  @Test
  void codeHeaderWhenItNamesTheUserTooThenRefused() {
    assertRefused(
        "code-header",
        "user",
        "header:X-User",
        "trusted-proxies",
        "10.0.0.1",
        "code-header",
        "x-user");
  }

  @Test
  void roleRuleWhenNothingCanAnswerThenRefused() {
    String rules = "/admin/* verified for role admin";
    assertRefused("user-roles", "rules", rules, "user", "session:user");
    assertThat(read("rules", rules, "user", "session:u", "user-roles", "session:u.roles").policy())
        .isNotNull();
    assertThat(read("rules", rules).policy().namesRoles()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "datasource, jdbc/otp",
    "jdbc-url, jdbc:mariadb://h/d",
    "jdbc-url, jdbc:h2:tcp://h/d"
  })
  void keyWhenMissingForADatabaseElsewhereThenRefusedWithAdvice(String key, String value) {
    SettingsException refusal = refused(key, value);
    assertThat(refusal.problems()).extracting(SettingsProblem::key).containsExactly("secret-key");
    assertThat(refusal).hasMessageContaining("openssl rand -base64 32");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        KEY,
        "k1:" + SHORT_KEY,
        "k1:" + ZERO_KEY,
        "k1:" + KEY + ";k1:" + KEY,
        "k 1:" + KEY,
        ":" + KEY,
        "k1:",
        "k1:!!!!AwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
      })
  void secretKeyWhenMalformedThenRefusedWithoutShowingIt(String lines) {
    SettingsException refusal = refused("secret-key", lines);
    assertThat(refusal.problems()).extracting(SettingsProblem::key).containsExactly("secret-key");
    assertThat(refusal.getMessage()).doesNotContain("AwQF", "AAAA", "!").contains("'***'");
  }

  @Test
  void secretKeyWhenTwoLinesThenFirstStaysFirst() {
    Settings settings = read("secret-key", "new:" + KEY + "\n old:" + KEY.replace("AA", "AB"));
    assertThat(settings.keys().lines()).hasSize(2);
    assertThat(settings.keys().lines().get(0)).startsWith("new:");
    assertThat(settings.keys()).hasToString("Keys[***]");
  }

  @Test
  void secretKeyWhenFileIsGivenTooThenContradiction() throws IOException {
    Files.writeString(base.resolve("key"), "k1:" + KEY);
    assertRefused("secret-key-file", "secret-key", "k1:" + KEY, "secret-key-file", "key");
  }

  @ParameterizedTest
  @CsvSource({
    "user-names,      exact",
    "verified-for,    25h",
    "insecure-http,   allow",
    "websocket-filter, behind",
    "trusted-proxies, 0.0.0.0/0",
    "rules,           /* open; /a verified"
  })
  void settingWhenRiskyThenWarning(String key, String value) {
    assertThat(read(key, value).warnings()).singleElement().asString().startsWith(key + ": ");
  }

  @Test
  void dataDirWhenNotUsedThenWarning() {
    assertThat(read("datasource", "jdbc/otp", "secret-key", "a:" + KEY, "data-dir", "x").warnings())
        .singleElement()
        .asString()
        .startsWith("data-dir: ");
  }

  @Test
  void problemsWhenManyThenAllAreListedAndNumbered() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () ->
                read("digit", "6", "digits", "5", "window", "7", "rules", "x open", "mode", "off"))
        .withMessageContaining("1. digit (init-param) is not a setting")
        .withMessageContaining("the nearest known key is 'digits'")
        .withMessageContaining("2. rules (init-param): rule 'x open': ")
        .withMessageContaining(
            "4. digits = '5' (init-param) is not between 6 and 8; allowed: 6 to 8")
        .withMessageContaining("5. window = '7'")
        .withMessageContaining(
            "3. mode = 'off' (init-param) is not known; allowed: `enforce` or `report`");
  }

  @Test
  void enrolmentWhenInvitedThenTheRefusalSaysThatItComesLater() {
    assertThat(refused("enrolment", "invited"))
        .hasMessageContaining("is not available in this version");
  }

  @Test
  void reportModeWhenSetThenTakenAndWarnedAbout() {
    Settings settings = read("mode", "report", "operators", "alice; role:ops\nBob");

    assertThat(settings.reporting()).isTrue();
    assertThat(settings.mode()).isEqualTo("report");
    assertThat(settings.users().operators()).containsExactly("alice", "role:ops", "Bob");
    assertThat(settings.warnings()).anyMatch(warning -> warning.contains("everything passes"));
    assertThat(read().reporting()).isFalse();
  }

  @Test
  void operatorsWhenARoleCannotBeAnsweredThenRefused() {
    assertRefused("operators", "operators", "role:ops", "user", "session:login");
    assertThat(read("operators", "role:ops", "user", "session:x", "user-roles", "session:y"))
        .isNotNull();
  }
}
