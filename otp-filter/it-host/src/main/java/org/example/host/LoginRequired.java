package org.example.host;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Leads everybody to {@link Login} who has no {@link Account} in the session. */
public final class LoginRequired implements Filter {
  @Override
  public void init(FilterConfig config) {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpSession session = http.getSession(false);
    if (session == null || session.getAttribute("account") == null) {
      ((HttpServletResponse) response).sendRedirect(http.getContextPath() + "/login");
    } else {
      chain.doFilter(request, response);
    }
  }

  @Override
  public void destroy() {}
}
