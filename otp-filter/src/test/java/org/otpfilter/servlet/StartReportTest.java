package org.otpfilter.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.otpfilter.descriptor.Finding;
import org.otpfilter.policy.Policy;

class StartReportTest {
  private static final String ALL =
      "<dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher>"
          + "<dispatcher>INCLUDE</dispatcher><dispatcher>ASYNC</dispatcher>"
          + "<dispatcher>ERROR</dispatcher>";
  private static final String OURS = filter("otp", "org.otpfilter.OtpFilter", true);

  private final Map<String, FilterRegistration> filters = new LinkedHashMap<>();
  private final Map<String, ServletRegistration> servlets = new LinkedHashMap<>();
  private Set<SessionTrackingMode> tracking = Set.of(SessionTrackingMode.COOKIE);
  private Set<DispatcherType> added = Set.of();
  private String rules = "/* verified";

  @Test
  void reportWhenMappedFirstToEverythingThenNoWarning() {
    assertThat(warnings(OURS + mapping("otp", "/*", ALL))).isEmpty();
  }

  @Test
  void reportWhenDispatchersAreMissingThenNamesThem() {
    assertThat(warnings(OURS + mapping("otp", "/*", "")))
        .singleElement()
        .asString()
        .contains("FORWARD", "INCLUDE", "ERROR", "ASYNC")
        .doesNotContain("REQUEST");
  }

  @Test
  void reportWhenTheProductHasAddedDispatchersThenDoesNotMissThem() {
    added = EnumSet.of(DispatcherType.FORWARD, DispatcherType.ERROR);

    assertThat(warnings(OURS + mapping("otp", "/*", "")))
        .singleElement()
        .asString()
        .contains("[INCLUDE, ASYNC]");
  }

  @Test
  void reportWhenNotMappedToEverythingThenSays() {
    assertThat(warnings(OURS + mapping("otp", "/app/*", ALL)))
        .anySatisfy(text -> assertThat(text).startsWith("error: \"otp\" is not mapped to /*"));
  }

  @Test
  void reportWhenRegisteredByCodeThenSaysWhatItCouldNotSee() {
    register("otp", "org.otpfilter.OtpFilter", "/app/*");

    assertThat(warnings(""))
        .anySatisfy(text -> assertThat(text).startsWith("error: \"otp\" is not mapped to /*"))
        .anySatisfy(text -> assertThat(text).contains("mapped by code and not in web.xml"));
  }

  @Test
  void reportWhenAnotherFilterRunsBeforeThenNamesIt() {
    assertThat(
            warnings(
                OURS
                    + filter("login", "a.Login", false)
                    + filter("late", "a.Late", false)
                    + mapping("login", "/*", "")
                    + mapping("otp", "/*", ALL)
                    + mapping("late", "/*", "")))
        .singleElement()
        .asString()
        .contains("login")
        .doesNotContain("late");
  }

  @Test
  void reportWhenAFilterIsRegisteredByCodeThenSaysWhatItCouldNotSee() {
    register("gzip", "a.Gzip", "/*");
    register("Tomcat WebSocket", "org.apache.tomcat.websocket.server.WsFilter", "/*");

    assertThat(warnings(OURS + mapping("otp", "/*", ALL)))
        .singleElement()
        .asString()
        .contains("gzip")
        .doesNotContain("WebSocket");
  }

  @Test
  void reportWhenAFilterIsAnnotatedThenItStandsBehind() {
    register("annotated", AnnotatedFilter.class.getName(), "/*");

    assertThat(warnings(OURS + mapping("otp", "/*", ALL))).isEmpty();
  }

  @Test
  void reportWhenARuleMissesWhatIsRegisteredThenSays() {
    rules = "/admin verified within 5m";
    servlets.put(
        "admin",
        proxy(
            ServletRegistration.class,
            Map.of("getClassName", "a.Admin", "getMappings", List.of("/admin/*"))));

    assertThat(warnings(OURS + mapping("otp", "/*", ALL)))
        .singleElement()
        .asString()
        .contains("rule '/admin verified within 5m'", "/admin/*");
  }

  @Test
  void reportWhenSessionIdsMayStandInUrlsThenSays() {
    tracking = Set.of(SessionTrackingMode.URL, SessionTrackingMode.COOKIE);

    assertThat(warnings(OURS + mapping("otp", "/*", ALL)))
        .singleElement()
        .asString()
        .contains("cookies only", "[COOKIE, URL]");
  }

  @Test
  void reportWhenWebXmlIsBrokenThenSays() {
    assertThat(warnings("<oops>")).singleElement().asString().contains("could not be read");
  }

  private static String filter(String name, String type, boolean async) {
    return "<filter><filter-name>%s</filter-name><filter-class>%s</filter-class><async-supported>%s</async-supported></filter>"
        .formatted(name, type, async);
  }

  private static String mapping(String filter, String pattern, String dispatchers) {
    return "<filter-mapping><filter-name>%s</filter-name><url-pattern>%s</url-pattern>%s</filter-mapping>"
        .formatted(filter, pattern, dispatchers);
  }

  private void register(String name, String type, String pattern) {
    filters.put(
        name,
        proxy(
            FilterRegistration.class,
            Map.of(
                "getClassName",
                type,
                "getUrlPatternMappings",
                List.of(pattern),
                "getInitParameters",
                Map.of())));
  }

  /** What is more than a note. */
  private List<String> warnings(String body) {
    String xml =
        "<!DOCTYPE web-app PUBLIC \"-//Sun//DTD\" \"http://127.0.0.1:1/none.dtd\"><web-app version='3.0'>"
            + body
            + "</web-app>";
    Policy policy = Policy.parse(rules, problem -> {}, warning -> {});
    return StartReport.findings(context(xml), "otp", policy, "session:user", "/otp", added).stream()
        .filter(finding -> finding.level() != Finding.Level.INFO)
        .map(Finding::toString)
        .toList();
  }

  private ServletContext context(String xml) {
    return ServletContext.class.cast(
        Proxy.newProxyInstance(
            ServletContext.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getResourcePaths" ->
                      arguments[0].equals("/") ? Set.of("/WEB-INF/") : Set.of("/WEB-INF/web.xml");
                  case "getResourceAsStream" ->
                      new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
                  case "getFilterRegistrations" -> filters;
                  case "getServletRegistrations" -> servlets;
                  case "getClassLoader" -> StartReportTest.class.getClassLoader();
                  case "getEffectiveSessionTrackingModes" -> tracking;
                  case "getSessionCookieConfig" ->
                      proxy(
                          SessionCookieConfig.class, Map.of("isHttpOnly", true, "isSecure", false));
                  default -> throw new AssertionError("not taught: " + method);
                }));
  }

  private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (!answers.containsKey(method.getName())) {
                throw new AssertionError("not taught: " + method);
              }
              return answers.get(method.getName());
            }));
  }
}
