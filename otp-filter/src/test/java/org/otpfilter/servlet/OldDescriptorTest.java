package org.otpfilter.servlet;

import static jakarta.servlet.DispatcherType.ASYNC;
import static jakarta.servlet.DispatcherType.ERROR;
import static jakarta.servlet.DispatcherType.FORWARD;
import static jakarta.servlet.DispatcherType.INCLUDE;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OldDescriptorTest {
  private final List<String> calls = new ArrayList<>();
  private boolean refuses;

  @Test
  void filterWhenVersionNamesNoTypesThenMappedToTheOthersBehindAll() {
    assertThat(complete(2, 3, "/*", "")).containsExactlyInAnyOrder(FORWARD, INCLUDE, ASYNC, ERROR);
    assertThat(calls)
        .containsExactly(
            "addMappingForUrlPatterns [FORWARD, INCLUDE, ASYNC, ERROR] true [/*]",
            "setAsyncSupported true");
  }

  @Test
  void filterWhenTypesWereNamedAllTheSameThenOnlyTheOthers() {
    String named = "<dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher>";
    assertThat(complete(2, 3, "/*", named)).containsExactlyInAnyOrder(INCLUDE, ASYNC, ERROR);
  }

  @Test
  void filterWhenVersionNamesAllButAsyncThenThatAlone() {
    assertThat(complete(2, 4, "/*", "")).containsExactly(ASYNC);
    assertThat(complete(2, 5, "/*", "")).containsExactly(ASYNC);
  }

  @Test
  void filterWhenVersionNamesAllThenLeftAlone() {
    assertThat(complete(3, 0, "/*", "")).isEmpty();
    assertThat(complete(6, 1, "/*", "")).isEmpty();
    assertThat(calls).isEmpty();
  }

  @Test
  void filterWhenNotMappedToEverythingThenLeftAlone() {
    assertThat(complete(2, 3, "/app/*", "")).isEmpty();
    assertThat(calls).isEmpty();
  }

  @Test
  void filterWhenContainerRefusesThenNothingWasAdded() {
    refuses = true;
    assertThat(complete(2, 3, "/*", "")).isEmpty();
  }

  private Set<DispatcherType> complete(int major, int minor, String pattern, String dispatchers) {
    String xml =
        "<web-app><filter-mapping><filter-name>otp</filter-name><url-pattern>"
            + pattern
            + "</url-pattern>"
            + dispatchers
            + "</filter-mapping></web-app>";
    ServletContext context =
        proxy(
            ServletContext.class,
            Map.of(
                "getEffectiveMajorVersion",
                major,
                "getEffectiveMinorVersion",
                minor,
                "getFilterRegistrations",
                Map.of("otp", proxy(FilterRegistration.Dynamic.class, Map.of())),
                "getResourceAsStream",
                new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
    return OldDescriptor.complete(context, "otp");
  }

  private <T> T proxy(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (refuses && method.getName().startsWith("add")) {
                throw new IllegalStateException("too late");
              }
              if (method.getReturnType() == void.class) {
                StringBuilder call = new StringBuilder(method.getName());
                for (Object argument : arguments) {
                  boolean several = argument instanceof String[];
                  call.append(' ').append(several ? List.of((String[]) argument) : argument);
                }
                calls.add(call.toString());
              }
              return answers.get(method.getName());
            }));
  }
}
