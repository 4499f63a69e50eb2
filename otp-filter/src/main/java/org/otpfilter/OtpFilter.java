package org.otpfilter;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second factor in front of a web application: the one class that {@code web.xml} names. Map it
 * to {@code /*} with all five dispatcher types and {@code async-supported}, behind the filter that
 * signs users in, if there is one. docs/settings.md lists its settings.
 *
 * <p>If the settings are wrong, the key is missing or the database cannot be reached, {@link #init}
 * throws and the application does not start (R077). Thread-safe.
 */
public final class OtpFilter implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger("org.otpfilter");

  private final Clock clock;
  private @Nullable Assembly assembly;

  /** The filter, as the container makes it. */
  public OtpFilter() {
    this(Assembly.systemClock());
  }

  /** The filter in a time of its own, for tests. */
  OtpFilter(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void init(FilterConfig config) throws ServletException {
    try {
      assembly = Assembly.start(config, clock);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("otp-filter did not start, so neither does the application");
      // a line each: Jetty's log shows a line break as "|"
      String.valueOf(e.getMessage()).lines().forEach(line -> LOG.error("{}", line));
      throw new ServletException("otp-filter did not start: " + e.getMessage(), e);
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Assembly running = assembly;
    if (running == null
        || !(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      throw new ServletException("otp-filter is not running, or this is not HTTP; nothing passes");
    }
    running.guard().handle(http, answer, chain);
  }

  @Override
  public void destroy() {
    Assembly running = assembly;
    assembly = null;
    if (running != null) {
      running.close();
    }
  }
}
