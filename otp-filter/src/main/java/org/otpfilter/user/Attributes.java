package org.otpfilter.user;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A path such as {@code account.login} into attributes: the longest prefix that is an attribute,
 * then properties of its value. Thread-safe.
 */
final class Attributes {
  private final String setting;
  private final String path;
  private final ClassValue<Map<String, Optional<Method>>> getters = new Getters();

  Attributes(String setting, String path) {
    this.setting = setting;
    this.path = path;
  }

  /** The value at the path; null if the attribute, or anything on the way, is null. */
  @Nullable Object read(Function<String, @Nullable Object> attributes) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
      Object value = attributes.apply(path.substring(0, end));
      if (value != null) {
        return end == path.length() ? value : walk(value, path.substring(end + 1));
      }
    }
    return null;
  }

  private @Nullable Object walk(Object start, String properties) {
    Object value = start;
    for (String property : properties.split("\\.", -1)) {
      value = property(value, property);
      if (value instanceof Optional<?> optional) {
        value = optional.orElse(null);
      }
      if (value == null) {
        return null;
      }
    }
    return value;
  }

  private @Nullable Object property(Object bean, String name) {
    if (bean instanceof Map<?, ?> map) {
      return map.get(name);
    }
    Optional<Method> getter =
        getters
            .get(bean.getClass())
            .computeIfAbsent(
                name, property -> Optional.ofNullable(find(bean.getClass(), property)));
    if (getter.isEmpty()) {
      throw new IllegalStateException(
          setting + ": a " + bean.getClass().getName() + " has no property \"" + name + "\"");
    }
    try {
      return getter.get().invoke(bean);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(setting + ": \"" + name + "\" cannot be read", e);
    }
  }

  private static @Nullable Method find(Class<?> type, String property) {
    String capital = property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
    for (String name : new String[] {"get" + capital, "is" + capital, property}) {
      for (Class<?> at = type; at != null; at = at.getSuperclass()) {
        Method found = accessible(at, name);
        if (found != null) {
          return found;
        }
        for (Class<?> face : at.getInterfaces()) {
          found = accessible(face, name);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }

  private static @Nullable Method accessible(Class<?> type, String name) {
    try {
      Method method = type.getDeclaredMethod(name);
      return method.getReturnType() != void.class && method.trySetAccessible() ? method : null;
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static final class Getters extends ClassValue<Map<String, Optional<Method>>> {
    @Override
    protected Map<String, Optional<Method>> computeValue(Class<?> type) {
      return new java.util.concurrent.ConcurrentHashMap<>();
    }
  }
}
