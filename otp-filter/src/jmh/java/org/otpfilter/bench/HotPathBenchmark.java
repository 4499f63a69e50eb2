package org.otpfilter.bench;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.otpfilter.OtpFilter;
import org.otpfilter.mark.Mark;
import org.otpfilter.mark.SessionMemory;
import org.otpfilter.user.UserNames;

/**
 * A verified request through the filter, against a filter that only calls the chain. Each call
 * counts that the chain was reached; a denial fails the run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HotPathBenchmark {

  /** How many rules stand before the one that matches. */
  @Param({"1", "10", "100"})
  public int rules;

  private OtpFilter filter;
  private Filter bare;
  private HttpServletRequest request;
  private HttpServletResponse response;
  private FilterChain chain;
  private long reached;

  @Setup
  public void start() throws Exception {
    Map<String, String> settings = new HashMap<>();
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i < rules; i++) {
      lines.append("/area").append(i).append("/* verified within 5m\n");
    }
    settings.put("rules", lines + "/* verified");
    settings.put("user", "session:login");
    settings.put("jdbc-url", "jdbc:h2:mem:" + UUID.randomUUID());
    byte[] key = new byte[32];
    key[0] = 1;
    settings.put("secret-key", "k:" + Base64.getEncoder().encodeToString(key));
    filter = new OtpFilter();
    filter.init(config(settings));
    bare =
        (rq, rs, ch) -> {
          ch.doFilter(rq, rs);
        };
    HttpSession session = session();
    session.setAttribute("login", "alice");
    SessionMemory.setMark(
        session,
        Mark.of(
            UserNames.folded().identify("alice"), 0, "device", Instant.now(), false, false, ""));
    request = new VerifiedRequest(stub(HttpServletRequest.class), session);
    response = stub(HttpServletResponse.class);
    chain = (rq, rs) -> reached++;
  }

  @TearDown
  public void stop() {
    filter.destroy();
  }

  @Benchmark
  public long filter() throws Exception {
    long before = reached;
    filter.doFilter(request, response, chain);
    if (reached != before + 1) {
      throw new IllegalStateException("the request was denied");
    }
    return reached;
  }

  @Benchmark
  public long passThrough() throws Exception {
    bare.doFilter(request, response, chain);
    return reached;
  }

  /** What the hot path asks of a request; anything else fails. */
  private static final class VerifiedRequest extends HttpServletRequestWrapper {
    private final HttpSession session;

    VerifiedRequest(HttpServletRequest stub, HttpSession session) {
      super(stub);
      this.session = session;
    }

    @Override
    public DispatcherType getDispatcherType() {
      return DispatcherType.REQUEST;
    }

    @Override
    public String getMethod() {
      return "GET";
    }

    @Override
    public String getServletPath() {
      return "/account/overview";
    }

    @Override
    public String getPathInfo() {
      return null;
    }

    @Override
    public HttpSession getSession(boolean create) {
      return session;
    }

    @Override
    public boolean isSecure() {
      return true;
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
      return false;
    }

    @Override
    public Object getAttribute(String name) {
      return null;
    }
  }

  private static HttpSession session() {
    return new MapSession();
  }

  private static FilterConfig config(Map<String, String> settings) {
    ServletContext context =
        (ServletContext)
            Proxy.newProxyInstance(
                HotPathBenchmark.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getContextPath" -> "/bench";
                      case "getClassLoader" -> HotPathBenchmark.class.getClassLoader();
                      case "getServletContextName" -> "Bench";
                      case "getResourceAsStream" -> noStream();
                      default -> null;
                    });
    return new FilterConfig() {
      @Override
      public String getFilterName() {
        return "otp";
      }

      @Override
      public ServletContext getServletContext() {
        return context;
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

  private static InputStream noStream() {
    return new ByteArrayInputStream(new byte[0]);
  }

  private static <T> T stub(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new IllegalStateException("the hot path asked for " + method);
            }));
  }

  /** A session with a container's kind of attribute store. */
  @SuppressWarnings("deprecation")
  private static final class MapSession implements HttpSession {
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();

    @Override
    public Object getAttribute(String name) {
      return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
      attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
      attributes.remove(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
      return Collections.enumeration(attributes.keySet());
    }

    @Override
    public String getId() {
      return "bench";
    }

    @Override
    public long getCreationTime() {
      return 0;
    }

    @Override
    public long getLastAccessedTime() {
      return 0;
    }

    @Override
    public ServletContext getServletContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setMaxInactiveInterval(int interval) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getMaxInactiveInterval() {
      return 1800;
    }

    @Override
    public jakarta.servlet.http.HttpSessionContext getSessionContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object getValue(String name) {
      return getAttribute(name);
    }

    @Override
    public String[] getValueNames() {
      return attributes.keySet().toArray(String[]::new);
    }

    @Override
    public void putValue(String name, Object value) {
      setAttribute(name, value);
    }

    @Override
    public void removeValue(String name) {
      removeAttribute(name);
    }

    @Override
    public void invalidate() {
      attributes.clear();
    }

    @Override
    public boolean isNew() {
      return false;
    }
  }
}
