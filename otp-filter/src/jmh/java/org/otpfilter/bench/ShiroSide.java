package org.otpfilter.bench;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import org.apache.shiro.subject.SimplePrincipalCollection;
import org.apache.shiro.util.ThreadContext;
import org.apache.shiro.web.filter.mgt.DefaultFilterChainManager;
import org.apache.shiro.web.filter.mgt.PathMatchingFilterChainResolver;
import org.apache.shiro.web.mgt.DefaultWebSecurityManager;
import org.apache.shiro.web.subject.WebSubject;

/**
 * Shiro's path chain with {@code authc}, and a subject that is bound already: making the subject,
 * which its filter does for each request, is left out. It knows one factor.
 */
final class ShiroSide implements Side {
  private final PathMatchingFilterChainResolver resolver = new PathMatchingFilterChainResolver();
  private final DefaultWebSecurityManager manager = new DefaultWebSecurityManager();
  private volatile boolean verified;

  ShiroSide(List<String> folders) {
    DefaultFilterChainManager chains =
        new DefaultFilterChainManager(Stub.config(java.util.Map.of()));
    for (String folder : folders) {
      chains.createChain(folder + "/**", "authc");
    }
    chains.createChain("/**", "authc");
    resolver.setFilterChainManager(chains);
  }

  @Override
  public void verified(HttpSession session, boolean verified) {
    this.verified = verified;
  }

  @Override
  public void handle(ServletRequest request, ServletResponse response, FilterChain rest)
      throws IOException, ServletException {
    if (ThreadContext.getSubject() == null) {
      bind(request, response);
    }
    resolver.getChain(request, response, rest).doFilter(request, response);
  }

  private void bind(ServletRequest request, ServletResponse response) {
    WebSubject.Builder subject = new WebSubject.Builder(manager, request, response);
    subject
        .principals(new SimplePrincipalCollection("alice", "bench"))
        .authenticated(verified)
        .sessionCreationEnabled(false);
    ThreadContext.bind(manager);
    ThreadContext.bind(subject.buildWebSubject());
  }

  @Override
  public void close() {
    ThreadContext.remove();
  }
}
