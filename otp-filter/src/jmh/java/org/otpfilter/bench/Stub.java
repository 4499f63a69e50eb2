package org.otpfilter.bench;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;

/** Stand-ins for what a container hands over at start. They are not on the measured path. */
final class Stub {
  private static final ServletContext CONTEXT = newContext();

  private Stub() {}

  /** An object of which every question fails. */
  static <T> T of(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new IllegalStateException("the hot path asked for " + method);
            }));
  }

  static ServletContext context() {
    return CONTEXT;
  }

  private static ServletContext newContext() {
    return (ServletContext)
        Proxy.newProxyInstance(
            Stub.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getContextPath" -> "";
                  case "getClassLoader" -> Stub.class.getClassLoader();
                  case "getServletContextName" -> "Bench";
                  case "getServerInfo" -> "Bench/1";
                  case "getMajorVersion", "getEffectiveMajorVersion" -> 6;
                  case "getMinorVersion", "getEffectiveMinorVersion" -> 1;
                  case "getResourceAsStream" ->
                      arguments[0].equals("/WEB-INF/otp.properties")
                          ? InputStream.nullInputStream()
                          : null;
                  default -> nothing(method.getReturnType());
                });
  }

  private static Object nothing(Class<?> type) {
    if (type == Map.class) {
      return Map.of();
    }
    return type == Enumeration.class ? Collections.emptyEnumeration() : null;
  }

  static FilterConfig config(Map<String, String> settings) {
    return new FilterConfig() {
      @Override
      public String getFilterName() {
        return "otp";
      }

      @Override
      public ServletContext getServletContext() {
        return CONTEXT;
      }

      @Override
      public String getInitParameter(String name) {
        return settings.get(name);
      }

      @Override
      public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(settings.keySet());
      }
    };
  }
}
