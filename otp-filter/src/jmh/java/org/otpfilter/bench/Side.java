package org.otpfilter.bench;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;

/** A filter under measurement, and what it keeps in the session of a verified user. */
public interface Side extends AutoCloseable {

  /** The sides, by name. */
  enum Name {
    NONE,
    OTP_FILTER,
    SPRING_SECURITY,
    SHIRO
  }

  /** Starts a side with these folders protected before everything else is. */
  static Side start(Name name, List<String> folders) throws Exception {
    return switch (name) {
      case NONE -> new Bare();
      case OTP_FILTER -> ProductSide.ofFolders(folders);
      case SPRING_SECURITY -> new SpringSide(folders);
      case SHIRO -> new ShiroSide(folders);
    };
  }

  /** Makes the session one of a verified user; false takes the verification away. */
  void verified(HttpSession session, boolean verified);

  /** One request through it. */
  void handle(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException;

  @Override
  default void close() {}

  /** Calls the chain and does nothing else. */
  final class Bare implements Side {
    private final Filter filter = (request, response, chain) -> chain.doFilter(request, response);

    @Override
    public void verified(HttpSession session, boolean verified) {}

    @Override
    public void handle(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      filter.doFilter(request, response, chain);
    }
  }
}
