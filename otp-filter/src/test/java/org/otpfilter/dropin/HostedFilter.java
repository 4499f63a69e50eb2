package org.otpfilter.dropin;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The filter of a drop-in jar in a container that is not there: just enough of one to start it and
 * to ask it for a page, in either namespace, without a class of this test's own class path.
 */
final class HostedFilter implements AutoCloseable {

  /** An output stream is a class, which no proxy can be. */
  static final String STREAM =
      """
      public final class Stream extends %s.servlet.ServletOutputStream {
        private final java.io.OutputStream out;
        public Stream(java.io.OutputStream out) { this.out = out; }
        @Override public void write(int b) throws java.io.IOException { out.write(b); }
        @Override public boolean isReady() { return true; }
        @Override public void setWriteListener(%s.servlet.WriteListener listener) {}
      }
      """;

  /** What came back. */
  record Answer(int status, String body, Map<String, String> headers) {}

  private final ClassLoader loader;
  private final String api;
  private final Object filter;
  private final Object context;
  private final Map<String, Object> session = new HashMap<>();

  /** The loader sees the jar, an API, and {@link #STREAM} compiled. */
  HostedFilter(ClassLoader loader, String namespace, Map<String, String> settings)
      throws ReflectiveOperationException {
    this.loader = loader;
    this.api = namespace + ".servlet.";
    this.context = fake("ServletContext", contextAnswers());
    Class<?> type = loader.loadClass("org.otpfilter.OtpFilter");
    this.filter = inside(() -> type.getConstructor().newInstance());
    Map<String, Function<Object[], Object>> config = new HashMap<>();
    config.put("getFilterName", a -> "otp");
    config.put("getServletContext", a -> context);
    config.put("getInitParameter", a -> settings.get((String) a[0]));
    config.put("getInitParameterNames", a -> Collections.enumeration(settings.keySet()));
    call("init", new Class<?>[] {type("FilterConfig")}, fake("FilterConfig", config));
  }

  /** A GET by a user whom the application has signed in. */
  Answer get(String path, String user) throws ReflectiveOperationException {
    int[] status = {200};
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, Function<Object[], Object>> response = new HashMap<>();
    Object stream = loader.loadClass("Stream").getConstructor(OutputStream.class).newInstance(body);
    response.put("setStatus", a -> status[0] = (int) a[0]);
    response.put("getStatus", a -> status[0]);
    response.put("setHeader", a -> headers.put((String) a[0], (String) a[1]));
    response.put("addHeader", a -> headers.put((String) a[0], (String) a[1]));
    response.put("getOutputStream", a -> stream);
    response.put("getCharacterEncoding", a -> "UTF-8");
    Map<String, Function<Object[], Object>> chain = new HashMap<>();
    chain.put("doFilter", a -> status[0] = 299);
    call(
        "doFilter",
        new Class<?>[] {type("ServletRequest"), type("ServletResponse"), type("FilterChain")},
        fake("http.HttpServletRequest", request(path, user)),
        fake("http.HttpServletResponse", response),
        fake("FilterChain", chain));
    return new Answer(status[0], body.toString(StandardCharsets.UTF_8), headers);
  }

  @Override
  public void close() throws ReflectiveOperationException {
    call("destroy", new Class<?>[0]);
  }

  private Map<String, Function<Object[], Object>> contextAnswers() {
    Map<String, Function<Object[], Object>> answers = new HashMap<>();
    answers.put("getContextPath", a -> "");
    answers.put("getClassLoader", a -> loader);
    answers.put("getServletContextName", a -> "Old application");
    answers.put("getFilterRegistrations", a -> Map.of());
    answers.put("getServletRegistrations", a -> Map.of());
    answers.put("getMajorVersion", a -> 4);
    answers.put("getEffectiveMajorVersion", a -> 4);
    answers.put("getServerInfo", a -> "none");
    return answers;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Map<String, Function<Object[], Object>> request(String path, String user)
      throws ReflectiveOperationException {
    Object dispatch = Enum.valueOf((Class) type("DispatcherType"), "REQUEST");
    Object kept = fake("http.HttpSession", sessionAnswers());
    Map<String, Function<Object[], Object>> answers = new HashMap<>();
    answers.put("getMethod", a -> "GET");
    answers.put("getServletPath", a -> path);
    answers.put("getContextPath", a -> "");
    answers.put("getRequestURI", a -> path);
    answers.put("getRemoteAddr", a -> "127.0.0.1");
    answers.put("getScheme", a -> "http");
    answers.put("getServerName", a -> "localhost");
    answers.put("getServerPort", a -> 80);
    answers.put("getDispatcherType", a -> dispatch);
    answers.put("getContentLength", a -> -1);
    answers.put("getContentLengthLong", a -> -1L);
    answers.put("getRemoteUser", a -> user);
    answers.put("getUserPrincipal", a -> (java.security.Principal) () -> user);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Accept", "text/html");
    answers.put("getHeader", a -> headers.get((String) a[0]));
    answers.put(
        "getHeaders",
        a ->
            headers.containsKey((String) a[0])
                ? Collections.enumeration(List.of(headers.get((String) a[0])))
                : Collections.emptyEnumeration());
    answers.put("getHeaderNames", a -> Collections.enumeration(headers.keySet()));
    answers.put("getServletContext", a -> context);
    answers.put("getSession", a -> kept);
    return answers;
  }

  private Map<String, Function<Object[], Object>> sessionAnswers() {
    Map<String, Function<Object[], Object>> answers = new HashMap<>();
    answers.put("getId", a -> "session");
    answers.put("getAttribute", a -> session.get((String) a[0]));
    answers.put("setAttribute", a -> session.put((String) a[0], a[1]));
    answers.put("removeAttribute", a -> session.remove((String) a[0]));
    answers.put("getAttributeNames", a -> Collections.enumeration(session.keySet()));
    return answers;
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return loader.loadClass(api + name);
  }

  /** What has no answer is answered with null, false, 0 or nothing to enumerate. */
  private Object fake(String name, Map<String, Function<Object[], Object>> answers)
      throws ClassNotFoundException {
    return Proxy.newProxyInstance(
        loader,
        new Class<?>[] {type(name)},
        (proxy, method, arguments) -> {
          Class<?> wanted = method.getReturnType();
          Object answer =
              answers.containsKey(method.getName())
                  ? answers.get(method.getName()).apply(arguments)
                  : null;
          if (wanted == void.class) {
            return null;
          }
          if (answer == null && wanted == Enumeration.class) {
            return Collections.emptyEnumeration();
          }
          return answer != null || !wanted.isPrimitive()
              ? answer
              : java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(wanted, 1), 0);
        });
  }

  private void call(String method, Class<?>[] types, Object... arguments)
      throws ReflectiveOperationException {
    try {
      inside(() -> type("Filter").getMethod(method, types).invoke(filter, arguments));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the filter refused: " + e.getCause(), e.getCause());
    }
  }

  /** As containers call: with the web application's class loader as the thread's. */
  private Object inside(Call call) throws ReflectiveOperationException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return call.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private interface Call {
    Object call() throws ReflectiveOperationException;
  }
}
