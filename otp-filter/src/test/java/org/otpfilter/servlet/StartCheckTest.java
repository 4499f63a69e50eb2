package org.otpfilter.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.websocket.jakarta.server.JakartaWebSocketServerContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartCheckTest {
  private static final String JETTY =
      "org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter";
  private static final String TOMCAT = "org.apache.tomcat.websocket.server.WsFilter";
  private static final String OURS = mapping("otp", "/*");

  private final Map<String, FilterRegistration> registrations = new LinkedHashMap<>();
  private Object container = "a text";

  @Test
  void checkWhenMappedFirstThenStarts() {
    register("otp", "OtpFilter", List.of("/*"), List.of());

    assertThat(refusal(OURS)).isEmpty();
  }

  @Test
  void checkWhenMappedNowhereThenRefusesWithTheLine() {
    register("otp", "OtpFilter", List.of(), List.of());

    assertThat(refusal("").orElseThrow().lines().skip(1))
        .singleElement()
        .asString()
        .startsWith("<filter-mapping><filter-name>otp</filter-name><url-pattern>/*")
        .contains("FORWARD", "INCLUDE", "ASYNC", "ERROR")
        .endsWith("</filter-mapping>");
  }

  @Test
  void checkWhenMappedToAServletOnlyThenStarts() {
    register("otp", "OtpFilter", List.of(), List.of("secret"));

    assertThat(refusal("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.eclipse.jetty.websocket.servlet.WebSocketUpgradeFilter",
        "org.eclipse.jetty.ee8.websocket.servlet.WebSocketUpgradeFilter",
        "org.eclipse.jetty.ee11.websocket.servlet.WebSocketUpgradeFilter"
      })
  void checkWhenJettysFilterStandsFirstThenRefusesWithItsNameInEachLine(String name) {
    ours();
    register(name, name, List.of("/*"), List.of());

    assertThat(refusal(OURS).orElseThrow().lines().skip(1))
        .containsExactly(
            "<filter><filter-name>%s</filter-name><filter-class>%s</filter-class><async-supported>true</async-supported></filter>"
                .formatted(name, name),
            "<filter-mapping><filter-name>%s</filter-name><url-pattern>/*</url-pattern></filter-mapping>"
                .formatted(name));
    assertThat(refusal(OURS + mapping(name, "/*"))).isEmpty();
    assertThat(refusal(OURS + mapping(name, "/ws/*"))).isEmpty();
    assertThat(refusal(mapping(name, "/*") + OURS)).isPresent();
  }

  @Test
  void checkWhenJettysFilterStandsBetweenOurMappingsThenTheOneToEverythingCounts() {
    ours();
    register(JETTY, JETTY, List.of("/*"), List.of());

    assertThat(refusal(mapping("otp", "/a") + mapping(JETTY, "/*") + OURS)).isPresent();
    assertThat(refusal(OURS + mapping(JETTY, "/*") + mapping("otp", "/a"))).isEmpty();
  }

  @Test
  void checkWhenWeAreMappedForForwardsOnlyThenJettysFilterIsNotBehind() {
    ours();
    register(JETTY, JETTY, List.of("/*"), List.of());
    String forwards =
        OURS.replace("</url-pattern>", "</url-pattern><dispatcher>FORWARD</dispatcher>");

    assertThat(refusal(forwards + mapping(JETTY, "/*"))).isPresent();
  }

  @Test
  void checkWhenJettyMayAddItsFilterLaterThenRefuses() {
    ours();
    container = new JakartaWebSocketServerContainer();
    String name = "org.eclipse.jetty.websocket.servlet.WebSocketUpgradeFilter";

    assertThat(refusal(OURS)).hasValueSatisfying(text -> assertThat(text).contains(name));
    assertThat(refusal(OURS + mapping(name, "/*"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TOMCAT,
        "io.undertow.websockets.jsr.JsrWebSocketFilter",
        "org.eclipse.jetty.websocket.server.WebSocketUpgradeFilter"
      })
  void checkWhenTheContainerAppendsItsFilterThenStarts(String type) {
    ours();
    register("ws", type, List.of("/*"), List.of());

    assertThat(refusal(OURS)).isEmpty();
    assertThat(refusal(OURS + mapping("ws", "/*"))).isEmpty();
    assertThat(refusal(mapping("ws", "/*") + OURS).orElseThrow()).contains("ws", "move");
  }

  @Test
  void checkWhenWeAreRegisteredByCodeThenTheOrderMustBeStated() {
    ours();
    register("ws", TOMCAT, List.of("/*"), List.of());

    assertThat(refusal("").orElseThrow()).contains("\"ws\"", "websocket-filter=behind");
    assertThat(StartCheck.refusal(context(""), "otp", true)).isEmpty();
  }

  @Test
  void checkWhenWeAreRegisteredByCodeButNothingUpgradesThenStarts() {
    ours();
    register("gzip", "org.example.Gzip", List.of("/*"), List.of());

    assertThat(refusal("")).isEmpty();
  }

  private void ours() {
    register("otp", "OtpFilter", List.of("/*"), List.of());
  }

  private void register(String name, String type, List<String> patterns, List<String> servlets) {
    registrations.put(
        name,
        proxy(
            FilterRegistration.class,
            Map.of(
                "getClassName",
                type,
                "getUrlPatternMappings",
                patterns,
                "getServletNameMappings",
                servlets)));
  }

  private Optional<String> refusal(String webXml) {
    return StartCheck.refusal(context(webXml), "otp", false);
  }

  private ServletContext context(String body) {
    byte[] xml = ("<web-app>" + body + "</web-app>").getBytes(StandardCharsets.UTF_8);
    return proxy(
        ServletContext.class,
        Map.of(
            "getFilterRegistrations",
            registrations,
            "getResourceAsStream",
            new ByteArrayInputStream(xml),
            "getAttributeNames",
            Collections.enumeration(List.of("container")),
            "getAttribute",
            container));
  }

  private static String mapping(String filter, String pattern) {
    return "<filter-mapping><filter-name>%s</filter-name><url-pattern>%s</url-pattern></filter-mapping>"
        .formatted(filter, pattern);
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
