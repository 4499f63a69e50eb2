package org.otpfilter.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpfilter.descriptor.TestWar.filter;
import static org.otpfilter.descriptor.TestWar.installed;
import static org.otpfilter.descriptor.TestWar.servlet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiagnosisTest {

  private static final String USER = "session:user";

  @TempDir Path folder;

  private List<Finding> findings(TestWar war) throws IOException {
    return Diagnosis.of(war.read(folder));
  }

  private List<String> texts(TestWar war, Finding.Level level) throws IOException {
    return findings(war).stream().filter(f -> f.level() == level).map(Finding::text).toList();
  }

  private static TestWar war(String body) {
    return TestWar.jakarta(body).product("otp.jar", Flavour.JAKARTA, true);
  }

  private static String rules(String rules, String more) {
    return installed("user", USER, "rules", rules) + more;
  }

  @Test
  void installationWhenSoundThenNothingButNotes() throws IOException {
    assertThat(findings(war(installed("user", USER) + servlet("a", "/a"))))
        .isNotEmpty()
        .allMatch(f -> f.level() == Finding.Level.INFO);
  }

  @Test
  void demoThenHasNoError() {
    try (AppFiles files = AppFiles.of(Path.of("../demo-webapp/src/main/webapp"))) {
      WebApp demo = AppReader.read(files, "demo");

      assertThat(demo.installed()).isTrue();
      assertThat(Diagnosis.of(demo)).noneMatch(f -> f.level() == Finding.Level.ERROR);
    }
  }

  /** What is wrong with where the filter is, a row each. */
  @Test
  void installationWhenWrongThenIsAnError() throws IOException {
    String filter = TestWar.FILTER.formatted("");
    error(TestWar.jakarta(""), "not installed", "retrofit");
    error(war(""), "not installed", "otp.jar is in WEB-INF");
    error(war(filter), "not installed", "mapped to nothing");
    error(war(installed() + filter.replace(">otp<", ">again<")), "declared 2 times", "\"again\"");
    error(war(installed()).product("b.jar", Flavour.JAKARTA, true), "2 times", "b.jar, otp.jar");
    error(
        TestWar.jakarta(installed()).product("otp.jar", Flavour.JAVAX, true),
        "otp.jar is for javax",
        "take otp-filter-…-dropin.jar");
    error(
        TestWar.withXml(TestWar.webApp("http://java.sun.com/xml/ns/javaee", "3.0", installed()))
            .product("otp.jar", Flavour.JAKARTA, true),
        "otp.jar is for jakarta",
        "take otp-filter-…-dropin-javax.jar");
    error(
        TestWar.jakarta(installed())
            .product("thin.jar", Flavour.JAKARTA, false)
            .jar("HikariCP-3.4.5.jar", "", "package h; class H {}"),
        "HikariCP 6 or later",
        "3.4.5");
    error(
        war(installed().replace("/*<", "/app/*<") + servlet("api", "/api/*")),
        "not mapped to /*",
        "\"api\" [/api/*]");
    error(war(installed("rules", "/a opne")), "settings: rules", "opne");
    error(war(installed("no-such-key", "x")), "no-such-key", "is not a setting");
    error(
        war(installed()).file("WEB-INF/otp.properties", "verified-for=later"),
        "/WEB-INF/otp.properties",
        "verified-for");
  }

  private void error(TestWar war, String... words) throws IOException {
    assertThat(texts(war, Finding.Level.ERROR))
        .as(words[0])
        .anySatisfy(text -> assertThat(text).contains(words));
  }

  private void warning(TestWar war, String... words) throws IOException {
    assertThat(texts(war, Finding.Level.WARNING))
        .as(words[0])
        .anySatisfy(text -> assertThat(text).contains(words));
    assertThat(texts(war, Finding.Level.ERROR)).isEmpty();
  }

  @Test
  void installationWhenDoubtfulThenIsAWarning() throws IOException {
    warning(TestWar.jakarta(installed("user", USER)), "jar is not in WEB-INF/lib");
    warning(
        TestWar.jakarta(installed()).product("thin.jar", Flavour.JAKARTA, false),
        "thin jar and needs HikariCP");
    warning(
        war(installed().replace("<dispatcher>FORWARD</dispatcher>", "")),
        "dispatcher types [FORWARD]");
    warning(
        war(installed().replace("<async-supported>true</async-supported>", "")), "async-supported");
    warning(war(installed()), "user = remote-user", "session:ATTRIBUTE");
    warning(
        war(installed("jdbc-url", "jdbc:postgresql://db/app")),
        "unless the environment has it",
        "a key is missing");
    warning(
        TestWar.withXml(
                "<!DOCTYPE web-app [<!ENTITY x 'y'>]><web-app>" + installed() + "</web-app>")
            .product("otp.jar", Flavour.JAVAX, true),
        "DOCTYPE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INFO    | as it should: Spring Security     | springSecurityFilterChain | org.springframework.web.filter.DelegatingFilterProxy
          INFO    | as it should: Shiro               | s   | org.apache.shiro.web.servlet.ShiroFilter
          INFO    | as it should: CAS client          | s   | org.jasig.cas.client.authentication.AuthenticationFilter
          INFO    | as it should: pac4j               | s   | org.pac4j.jee.filter.SecurityFilter
          INFO    | as it should: Keycloak            | s   | org.keycloak.adapters.servlet.KeycloakOIDCFilter
          INFO    | as it should: Waffle              | s   | waffle.servlet.NegotiateSecurityFilter
          INFO    | as it should: SPNEGO              | s   | net.sourceforge.spnego.SpnegoHttpFilter
          INFO    | makes no content                  | s   | org.springframework.web.filter.CharacterEncodingFilter
          WARNING | makes content (Struts)            | s   | org.apache.struts2.dispatcher.filter.StrutsPrepareAndExecuteFilter
          WARNING | wrong for one that makes content  | s   | a.Unknown
          WARNING | wrong for one that makes content  | own | org.springframework.web.filter.DelegatingFilterProxy
          ERROR   | WebSockets are not protected      | s   | org.eclipse.jetty.websocket.servlet.WebSocketUpgradeFilter
          """)
  void filterWhenBeforeOursThenIsJudged(Finding.Level level, String text, String name, String type)
      throws IOException {
    TestWar war = war(filter(name, type, "/*") + installed("user", USER));

    assertThat(texts(war, level))
        .anySatisfy(found -> assertThat(found).contains("\"" + name + "\"", text));
  }

  @Test
  void filterWhenBeforeOursForForwardsAloneThenDoesNotCountAsSigningIn() throws IOException {
    String shiro =
        filter("shiro", "org.apache.shiro.web.servlet.ShiroFilter", "/*")
            .replace("</url-pattern>", "</url-pattern><dispatcher>FORWARD</dispatcher>");

    assertThat(texts(war(shiro + installed("user", USER)), Finding.Level.INFO))
        .noneSatisfy(found -> assertThat(found).contains("as it should"));
  }

  @Test
  void filterWhenItSignsInBehindOursThenIsAWarning() throws IOException {
    String shiro = filter("shiro", "org.apache.shiro.web.servlet.ShiroFilter", "/*");

    warning(war(installed() + shiro), "\"shiro\" signs users in, but runs behind");
    assertThat(texts(war(installed("user", USER) + shiro), Finding.Level.WARNING)).isEmpty();
  }

  /** Rules, what is mapped, a file that is there, and what is said of the rules; - for nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /admin verified within 5m                 | /admin/*    | -         | is for that one path, but a servlet is mapped to /admin/*
          /admin/* verified within 5m               | /admin/*    | -         | -
          /admin verified                           | /admin/*    | -         | -
          /gone open                                | /a          | -         | matches nothing that is there
          /gone/* open                              | /a          | -         | matches nothing that is there
          /gone/* open                              | /gone/x     | -         | -
          /gone/* open                              | *.do        | -         | -
          /gone open                                | /a          | gone      | -
          /css/* open                               | /a          | css/a.css | -
          /css open                                 | /a          | css/a.css | -
          *.css open                                | /a          | css/a.css | -
          *.css open                                | /a          | -         | matches nothing that is there
          *.do verified within 5m                   | *.do        | -         | -
          *.do verified within 5m                   | /*          | -         | every path is a path info
          *.css open                                | /           | -         | matches more than files
          *.do open; /admin/* verified              | *.do        | -         | stands before '/admin/* verified' and so decides /admin/x.do too
          /admin/* verified; *.do open              | *.do        | -         | -
          /* verified; /a open                      | /a          | -         | can never match
          / open                                    | /a          | index.jsp | the welcome file /index.jsp shows its own path
          / open; /index.jsp open                   | /a          | index.jsp | -
          / open; *.jsp open                        | /a          | index.jsp | -
          /j_security_check open                    | /a          | -         | never matches: the container takes
          """)
  void ruleWhenNotWhatItSaysThenIsAWarning(
      String rules, String mapping, String file, String warning) throws IOException {
    TestWar war = war(rules(rules, servlet("a", mapping)));
    List<String> warnings =
        texts(file.equals("-") ? war : war.file(file, "x"), Finding.Level.WARNING);

    if (warning.equals("-")) {
      assertThat(warnings).isEmpty();
    } else {
      assertThat(warnings).singleElement().asString().contains("rule '", warning);
    }
  }

  @Test
  void ruleWhenAnUnknownFilterMayAnswerThenNothingIsSaidOfIt() throws IOException {
    TestWar war = war(rules("/gone open", filter("x", "org.apache.struts2.X", "/*")));

    assertThat(texts(war, Finding.Level.WARNING)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          403 | /no.jsp          | /* verified               | WARNING
          500 | /no.jsp          | /* verified               | INFO
          403 | /no.jsp          | /no.jsp open; /* verified | -
          403 | /WEB-INF/no.jsp  | /* verified               | -
          """)
  void errorPageWhenProtectedThenSays(String code, String location, String rules, String level)
      throws IOException {
    String page =
        "<error-page><error-code>%s</error-code><location>%s</location></error-page>"
            .formatted(code, location);
    List<Finding> about =
        findings(war(rules(rules, page)).file("no.jsp", "x")).stream()
            .filter(f -> f.text().contains("the error page for " + code))
            .toList();

    assertThat(about)
        .extracting(f -> f.level().name())
        .isEqualTo(level.equals("-") ? List.of() : List.of(level));
  }

  @Test
  void loginPageWhenNobodyCouldReachItThenSays() throws IOException {
    String login =
        "<login-config><auth-method>FORM</auth-method><form-login-config>"
            + "<form-login-page>/in.jsp?x=1</form-login-page><form-error-page>/in.jsp</form-error-page>"
            + "</form-login-config></login-config>";

    warning(
        war(installed("rules", "/* verified-only") + login).file("in.jsp", "x"),
        "the login page /in.jsp",
        "nobody could sign in");
    assertThat(texts(war(installed() + login), Finding.Level.WARNING)).isEmpty();
    assertThat(texts(war(installed() + login), Finding.Level.INFO))
        .anySatisfy(text -> assertThat(text).contains("/j_security_check", "/in.jsp"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                                                            | not use cookies only
          <tracking-mode>URL</tracking-mode><tracking-mode>COOKIE</tracking-mode>                       | [COOKIE, URL]
          <cookie-config><http-only>false</http-only></cookie-config><tracking-mode>COOKIE</tracking-mode> | HttpOnly no
          """)
  void sessionsWhenLooseThenIsAWarning(String config, String warning) throws IOException {
    String body =
        installed("user", USER)
            .replace(TestWar.SESSIONS, "<session-config>" + config + "</session-config>");

    warning(war(body), warning);
  }

  @Test
  void sessionsWhenTheFileIsTooOldToSayThenIsAWarning() throws IOException {
    String xml =
        "<!DOCTYPE web-app PUBLIC \"-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN\" \"x\">"
            + "<web-app>"
            + installed("user", USER)
            + "</web-app>";

    warning(TestWar.withXml(xml).product("o.jar", Flavour.JAVAX, true), "web.xml 2.3 cannot say");
  }

  @ParameterizedTest
  @CsvSource({"2.3,'[FORWARD, INCLUDE, ASYNC, ERROR]',", "2.4,[ASYNC],'[FORWARD, INCLUDE, ERROR]'"})
  void dispatchersWhenTheFileIsTooOldToNameThemThenAreAddedAtStart(
      String version, String unnameable, String missing) throws IOException {
    String mapping =
        "<filter-mapping><filter-name>otp</filter-name><url-pattern>/*</url-pattern></filter-mapping>";
    TestWar war =
        TestWar.withXml(
            "<!DOCTYPE web-app PUBLIC \"-//Sun Microsystems, Inc.//DTD Web Application %s//EN\" \"x\"><web-app>"
                    .formatted(version)
                + TestWar.FILTER.formatted("")
                + mapping
                + "</web-app>");

    assertThat(texts(war, Finding.Level.INFO))
        .anySatisfy(text -> assertThat(text).contains("too old to name", unnameable));
    assertThat(
            texts(war, Finding.Level.WARNING).stream().filter(t -> t.contains("dispatcher types")))
        .allSatisfy(text -> assertThat(text).contains(missing))
        .hasSize(missing == null ? 0 : 1);
  }

  @Test
  void endpointWhenThereThenItsRuleIsNamedAndJettyToo() throws IOException {
    TestWar war =
        war(rules("/chat/* verified within 5m", ""))
            .classes(
                "package jakarta.websocket.server;"
                    + " @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)"
                    + " public @interface ServerEndpoint { String value(); }",
                "package a; @jakarta.websocket.server.ServerEndpoint(\"/chat/{room}\")"
                    + " public class C {}");

    assertThat(texts(war, Finding.Level.INFO))
        .anySatisfy(
            text -> assertThat(text).contains("/chat/{room} (a.C)", "'verified within 5m'"));
    assertThat(texts(war, Finding.Level.WARNING))
        .anySatisfy(text -> assertThat(text).contains("Jetty 10"));
  }
}
