package org.otpfilter.testing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that a test builds. It answers what containers answer of it, and refuses what was not
 * thought of.
 */
public final class FakeRequest {

  private final Map<String, Function<Object[], @Nullable Object>> answers = new HashMap<>();
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, String[]> parameters = new HashMap<>();
  private final Set<String> roles = new HashSet<>();
  private @Nullable FakeSession session;
  private @Nullable String remoteUser;

  private FakeRequest(String method, String path) {
    answer("getMethod", method);
    answer("getServletPath", path).answer("getPathInfo", null).answer("getContextPath", "");
    answer("getRequestURI", path).answer("getQueryString", null);
    answer("getRemoteAddr", "192.0.2.1").answer("isSecure", false).answer("getScheme", "http");
    answer("getServerName", "app.example").answer("getServerPort", 80);
    answer("getDispatcherType", DispatcherType.REQUEST).answer("getContentType", null);
    answer("getContentLength", -1).answer("getContentLengthLong", -1L);
    answers.put("getRemoteUser", a -> remoteUser);
    answers.put("getUserPrincipal", a -> principal());
    answers.put("isUserInRole", a -> remoteUser != null && roles.contains((String) a[0]));
    answers.put("getHeader", a -> first(header(a)));
    answers.put("getHeaders", a -> Collections.enumeration(header(a)));
    answers.put("getHeaderNames", a -> Collections.enumeration(headers.keySet()));
    answers.put("getAttribute", a -> attributes.get((String) a[0]));
    answers.put("setAttribute", a -> attributes.put((String) a[0], a[1]));
    answers.put("removeAttribute", a -> attributes.remove((String) a[0]));
    answers.put("getAttributeNames", a -> Collections.enumeration(attributes.keySet()));
    answers.put("getParameter", a -> first(List.of(parameter(a))));
    answers.put("getParameterValues", a -> parameters.get((String) a[0]));
    answers.put("getParameterMap", a -> Map.copyOf(parameters));
    answers.put("getParameterNames", a -> Collections.enumeration(parameters.keySet()));
    answers.put("getSession", this::session);
    answers.put("changeSessionId", a -> existing().changeId());
  }

  public static FakeRequest get(String path) {
    return new FakeRequest("GET", path);
  }

  public static FakeRequest post(String path) {
    return new FakeRequest("POST", path);
  }

  /** Sets what a method without a shorter way here answers. */
  public FakeRequest answer(String method, @Nullable Object answer) {
    answers.put(method, arguments -> answer);
    return this;
  }

  /** Adds a line of a header. */
  public FakeRequest header(String name, String value) {
    headers.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    return this;
  }

  public FakeRequest attribute(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  public FakeRequest parameter(String name, String... values) {
    parameters.put(name, values);
    return this;
  }

  /** Lets a method throw. */
  public FakeRequest failing(String method, RuntimeException failure) {
    answers.put(
        method,
        a -> {
          throw failure;
        });
    return this;
  }

  /** Signs a user in, with roles. */
  public FakeRequest user(String name, String... userRoles) {
    remoteUser = name;
    roles.addAll(List.of(userRoles));
    return this;
  }

  public FakeRequest session(FakeSession existing) {
    session = existing;
    return this;
  }

  public FakeRequest peer(String address) {
    return answer("getRemoteAddr", address);
  }

  public FakeRequest tls() {
    return answer("isSecure", true).answer("getScheme", "https").answer("getServerPort", 443);
  }

  /** Whether there is a session, given or created since. */
  public boolean hasSession() {
    return session != null;
  }

  public HttpServletRequest build() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HttpServletRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> {
              Function<Object[], @Nullable Object> answer = answers.get(method.getName());
              if (answer == null) {
                throw new UnsupportedOperationException(
                    "FakeRequest does not answer " + method.getName());
              }
              Object value = answer.apply(arguments == null ? new Object[0] : arguments);
              return method.getReturnType() == void.class ? null : value;
            });
  }

  private @Nullable Object session(Object[] arguments) {
    boolean create = arguments.length == 0 || (Boolean) arguments[0];
    if (create && (session == null || session.isInvalid())) {
      session = new FakeSession();
    }
    return session == null ? null : session.asHttpSession();
  }

  private FakeSession existing() {
    if (session == null) {
      throw new IllegalStateException("the request has no session");
    }
    return session;
  }

  private @Nullable Principal principal() {
    String name = remoteUser;
    return name == null ? null : () -> name;
  }

  private List<String> header(Object[] arguments) {
    return headers.getOrDefault(((String) arguments[0]).toLowerCase(Locale.ROOT), List.of());
  }

  private String[] parameter(Object[] arguments) {
    return parameters.getOrDefault((String) arguments[0], new String[0]);
  }

  private static @Nullable String first(List<String> values) {
    return values.isEmpty() ? null : values.get(0);
  }
}
