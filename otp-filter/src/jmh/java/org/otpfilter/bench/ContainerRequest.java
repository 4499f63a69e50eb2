package org.otpfilter.bench;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.MappingMatch;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What filters ask of a request for a page, answered from fields and maps as containers do. Any
 * other question fails, so that no benchmark measures an answer that nobody thought of.
 */
final class ContainerRequest extends HttpServletRequestWrapper {
  private static final HttpServletMapping MAPPING = new DefaultMapping();

  private final String path;
  private final HttpSession session;
  private final Principal principal;
  private final Map<String, Object> attributes = new ConcurrentHashMap<>();
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** A GET of that path by alice. */
  ContainerRequest(String path, HttpSession session) {
    super(Stub.of(HttpServletRequest.class));
    this.path = path;
    this.session = session;
    this.principal = () -> "alice";
    headers.put("Host", List.of("bench.example"));
    headers.put("Accept", List.of("text/html"));
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
  public String getContextPath() {
    return "";
  }

  @Override
  public String getServletPath() {
    return path;
  }

  @Override
  public String getPathInfo() {
    return null;
  }

  @Override
  public String getRequestURI() {
    return path;
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer("https://bench.example").append(path);
  }

  @Override
  public String getQueryString() {
    return null;
  }

  @Override
  public String getScheme() {
    return "https";
  }

  @Override
  public String getServerName() {
    return "bench.example";
  }

  @Override
  public int getServerPort() {
    return 443;
  }

  @Override
  public String getRemoteAddr() {
    return "192.0.2.1";
  }

  @Override
  public String getRemoteHost() {
    return "192.0.2.1";
  }

  @Override
  public boolean isSecure() {
    return true;
  }

  @Override
  public String getRemoteUser() {
    return principal.getName();
  }

  @Override
  public Principal getUserPrincipal() {
    return principal;
  }

  @Override
  public HttpSession getSession(boolean create) {
    return session;
  }

  @Override
  public HttpSession getSession() {
    return session;
  }

  @Override
  public String getRequestedSessionId() {
    return session.getId();
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    return true;
  }

  @Override
  public boolean isRequestedSessionIdFromURL() {
    return false;
  }

  @Override
  public HttpServletMapping getHttpServletMapping() {
    return MAPPING;
  }

  @Override
  public ServletContext getServletContext() {
    return Stub.context();
  }

  @Override
  public Object getAttribute(String name) {
    return attributes.get(name);
  }

  @Override
  public void setAttribute(String name, Object value) {
    if (value == null) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
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
  public String getHeader(String name) {
    List<String> lines = headers.get(name);
    return lines == null ? null : lines.get(0);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return Collections.enumeration(headers.getOrDefault(name, List.of()));
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(headers.keySet());
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.emptyEnumeration();
  }

  @Override
  public String getParameter(String name) {
    return null;
  }

  /** The mapping of a container's default servlet. */
  private record DefaultMapping(
      String matchValue, String pattern, String servletName, MappingMatch mappingMatch)
      implements HttpServletMapping {

    DefaultMapping() {
      this("", "/", "default", MappingMatch.DEFAULT);
    }

    @Override
    public String getMatchValue() {
      return matchValue;
    }

    @Override
    public String getPattern() {
      return pattern;
    }

    @Override
    public String getServletName() {
      return servletName;
    }

    @Override
    public MappingMatch getMappingMatch() {
      return mappingMatch;
    }
  }
}
