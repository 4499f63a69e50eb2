package org.otpfilter.bench;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A session with a container's kind of attribute store: concurrent, and checked for its end. */
final class ContainerSession implements HttpSession {
  private final Map<String, Object> attributes = new ConcurrentHashMap<>();
  private volatile boolean valid = true;

  private void check() {
    if (!valid) {
      throw new IllegalStateException("the session has ended");
    }
  }

  @Override
  public Object getAttribute(String name) {
    check();
    return attributes.get(name);
  }

  @Override
  public void setAttribute(String name, Object value) {
    check();
    attributes.put(name, value);
  }

  @Override
  public void removeAttribute(String name) {
    check();
    attributes.remove(name);
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    check();
    return Collections.enumeration(attributes.keySet());
  }

  @Override
  public void invalidate() {
    valid = false;
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
  public boolean isNew() {
    return false;
  }
}
