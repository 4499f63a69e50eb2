package org.example.ledger;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/** A filter that does not come up. */
public final class RefusingFilter implements Filter {

  @Override
  public void init(FilterConfig config) throws ServletException {
    throw new ServletException("colour=plaid is not allowed", new IllegalStateException("plaid"));
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
    throw new IllegalStateException("never started");
  }
}
