package org.otpfilter.bench;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AllRequiredFactorsAuthorizationManager;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Spring Security with password and one-time token required. Only the two filters that do this work
 * stand in the chain; an application has about a dozen.
 */
final class SpringSide implements Side {
  private final FilterChainProxy chain;

  SpringSide(List<String> folders) {
    RequestMatcherDelegatingAuthorizationManager.Builder rules =
        RequestMatcherDelegatingAuthorizationManager.builder();
    for (String folder : folders) {
      rules.add(
          PathPatternRequestMatcher.pathPattern(folder + "/**"), factors(Duration.ofMinutes(5)));
    }
    rules.add(AnyRequestMatcher.INSTANCE, factors(Duration.ofHours(12)));
    chain =
        new FilterChainProxy(
            new DefaultSecurityFilterChain(
                AnyRequestMatcher.INSTANCE,
                new SecurityContextHolderFilter(new HttpSessionSecurityContextRepository()),
                new AuthorizationFilter(rules.build())));
    chain.afterPropertiesSet();
  }

  private static AllRequiredFactorsAuthorizationManager<RequestAuthorizationContext> factors(
      Duration age) {
    return AllRequiredFactorsAuthorizationManager.<RequestAuthorizationContext>builder()
        .requireFactor(factor -> factor.passwordAuthority())
        .requireFactor(factor -> factor.ottAuthority().validDuration(age))
        .build();
  }

  @Override
  public void verified(HttpSession session, boolean verified) {
    FactorGrantedAuthority password =
        FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY);
    FactorGrantedAuthority token =
        FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.OTT_AUTHORITY);
    session.setAttribute(
        HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
        new SecurityContextImpl(
            UsernamePasswordAuthenticationToken.authenticated(
                "alice", null, verified ? List.of(password, token) : List.of(password))));
  }

  @Override
  public void handle(ServletRequest request, ServletResponse response, FilterChain rest)
      throws IOException, ServletException {
    chain.doFilter(request, response, rest);
  }
}
