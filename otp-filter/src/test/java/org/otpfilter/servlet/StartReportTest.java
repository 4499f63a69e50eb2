package org.otpfilter.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartReportTest {
  private static final String ALL =
      "<dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher>"
          + "<dispatcher>INCLUDE</dispatcher><dispatcher>ASYNC</dispatcher>"
          + "<dispatcher>ERROR</dispatcher>";

  @Test
  void reportWhenMappedFirstToEverythingThenSilent() {
    assertThat(report(mapping("otp", "/*", ALL), Map.of("otp", "org.otpfilter.OtpFilter")))
        .isEmpty();
  }

  @Test
  void reportWhenDispatchersAreMissingThenNamesThem() {
    assertThat(report(mapping("otp", "/*", ""), Map.of("otp", "org.otpfilter.OtpFilter")))
        .singleElement()
        .asString()
        .contains("FORWARD", "INCLUDE", "ERROR", "ASYNC")
        .doesNotContain("REQUEST");
  }

  @Test
  void reportWhenNotMappedToEverythingThenSays() {
    assertThat(report(mapping("otp", "/app/*", ALL), Map.of("otp", "x")))
        .singleElement()
        .asString()
        .contains("/*");
  }

  @Test
  void reportWhenAnotherFilterRunsBeforeThenNamesIt() {
    assertThat(
            report(
                mapping("login", "/*", "") + mapping("otp", "/*", ALL) + mapping("late", "/*", ""),
                Map.of("otp", "x", "login", "y", "late", "z")))
        .singleElement()
        .asString()
        .contains("login")
        .doesNotContain("late");
  }

  @Test
  void reportWhenAFilterIsRegisteredByCodeThenSaysWhatItCouldNotSee() {
    assertThat(report(mapping("otp", "/*", ALL), Map.of("otp", "x", "gzip", "y")))
        .singleElement()
        .asString()
        .contains("gzip");
  }

  @Test
  void reportWhenWebXmlIsBrokenThenSays() {
    assertThat(report("<oops>", Map.of("otp", "x")))
        .anySatisfy(warning -> assertThat(warning).contains("could not be read"));
  }

  private static String mapping(String filter, String pattern, String dispatchers) {
    return "<filter-mapping><filter-name>"
        + filter
        + "</filter-name><url-pattern>"
        + pattern
        + "</url-pattern>"
        + dispatchers
        + "</filter-mapping>";
  }

  private static List<String> report(String body, Map<String, String> filters) {
    String xml =
        "<!DOCTYPE web-app PUBLIC \"-//Sun//DTD\" \"http://127.0.0.1:1/none.dtd\"><web-app>"
            + body
            + "</web-app>";
    Map<String, FilterRegistration> registrations = new LinkedHashMap<>();
    filters.forEach((name, type) -> registrations.put(name, registration(type)));
    ServletContext context =
        proxy(
            ServletContext.class,
            Map.of(
                "getFilterRegistrations",
                registrations,
                "getResourceAsStream",
                new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
    return StartReport.warnings(context, "otp", Set.of());
  }

  private static FilterRegistration registration(String type) {
    return proxy(
        FilterRegistration.class,
        Map.of("getClassName", type, "getUrlPatternMappings", List.of("/*")));
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
