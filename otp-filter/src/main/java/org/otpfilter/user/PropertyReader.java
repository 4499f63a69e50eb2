package org.otpfilter.user;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a property of an object of the host application: a key of a map, {@code getX()}, {@code
 * isX()} or {@code x()}. It calls public methods only, of a class that need not be public.
 */
final class PropertyReader {

  private final String source;

  /** The values are the JDK's own types, so a class of the container never holds on to this one. */
  private final ClassValue<Map<String, Method>> methods =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  PropertyReader(String source) {
    this.source = source;
  }

  @Nullable Object read(Object object, String property) {
    try {
      return object instanceof Map<?, ?> map
          ? map.get(property)
          : method(object.getClass(), property).invoke(object);
    } catch (InvocationTargetException e) {
      throw failed(object, property, e.getCause());
    } catch (IllegalAccessException | ClassCastException | NullPointerException e) {
      throw failed(object, property, e);
    }
  }

  private Method method(Class<?> type, String property) {
    Map<String, Method> known = methods.get(type);
    Method method = known.get(property);
    if (method == null) {
      method = find(type, property);
      known.put(property, method);
    }
    return method;
  }

  private Method find(Class<?> type, String property) {
    String capitalised = Character.toUpperCase(property.charAt(0)) + property.substring(1);
    for (String name : new String[] {"get" + capitalised, "is" + capitalised, property}) {
      Method method = accessible(type, name);
      if (method != null) {
        return method;
      }
    }
    throw new IllegalStateException(
        source + ": " + type.getName() + " has no property '" + property + "'");
  }

  /** A public method of a class in a closed package is open where an interface declares it. */
  private static @Nullable Method accessible(Class<?> type, String name) {
    Deque<Class<?>> types = new ArrayDeque<>();
    types.add(type);
    while (!types.isEmpty()) {
      Class<?> next = types.remove();
      Method method = declared(next, name);
      if (method != null && method.trySetAccessible()) {
        return method;
      }
      if (next.getSuperclass() != null) {
        types.add(next.getSuperclass());
      }
      for (Class<?> implemented : next.getInterfaces()) {
        types.add(implemented);
      }
    }
    return null;
  }

  private static @Nullable Method declared(Class<?> type, String name) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name)
          && method.getParameterCount() == 0
          && method.getReturnType() != void.class
          && Modifier.isPublic(method.getModifiers())
          && !Modifier.isStatic(method.getModifiers())) {
        return method;
      }
    }
    return null;
  }

  private IllegalStateException failed(Object object, String property, @Nullable Throwable cause) {
    return new IllegalStateException(
        source + ": cannot read '" + property + "' of a " + object.getClass().getName(), cause);
  }
}
