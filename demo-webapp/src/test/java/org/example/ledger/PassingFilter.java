package org.example.ledger;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A filter that passes everything, and tells whether the request came with a live session. */
public final class PassingFilter implements Filter {

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean session = ((HttpServletRequest) request).getSession(false) != null;
    ((HttpServletResponse) response).setHeader("Session", session ? "there" : "none");
    chain.doFilter(request, response);
  }
}
