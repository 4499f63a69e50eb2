package org.otpfilter.testing;

import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session in memory. It has no timeout and calls no listener. */
public final class FakeSession {

  private final Map<String, Object> attributes = new LinkedHashMap<>();
  private final HttpSession session;
  private int number = 1;
  private boolean invalid;

  public FakeSession() {
    session =
        (HttpSession)
            Proxy.newProxyInstance(
                HttpSession.class.getClassLoader(),
                new Class<?>[] {HttpSession.class},
                (proxy, method, arguments) ->
                    answer(method.getName(), arguments == null ? new Object[0] : arguments));
  }

  /** Sets an attribute, as the host application does. */
  public FakeSession with(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  public Map<String, Object> attributes() {
    return attributes;
  }

  public String id() {
    return "session-" + number;
  }

  public boolean isInvalid() {
    return invalid;
  }

  public HttpSession asHttpSession() {
    return session;
  }

  String changeId() {
    number++;
    return id();
  }

  private @Nullable Object answer(String method, Object[] arguments) {
    switch (method) {
      case "getId":
        return id();
      case "equals":
        return session == arguments[0];
      case "hashCode":
        return System.identityHashCode(session);
      case "toString":
        return id();
      default:
        if (invalid) {
          throw new IllegalStateException("the session is invalidated");
        }
        return answerWhileValid(method, arguments);
    }
  }

  private @Nullable Object answerWhileValid(String method, Object[] arguments) {
    switch (method) {
      case "getAttribute":
        return attributes.get((String) arguments[0]);
      case "setAttribute":
        attributes.put((String) arguments[0], arguments[1]);
        return null;
      case "removeAttribute":
        attributes.remove((String) arguments[0]);
        return null;
      case "getAttributeNames":
        return Collections.enumeration(attributes.keySet());
      case "invalidate":
        invalid = true;
        return null;
      case "isNew":
        return false;
      case "getCreationTime", "getLastAccessedTime":
        return 0L;
      default:
        throw new UnsupportedOperationException("FakeSession does not answer " + method);
    }
  }
}
