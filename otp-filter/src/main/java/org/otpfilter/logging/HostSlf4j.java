package org.otpfilter.logging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The SLF4J (1.7 or 2) that the host application brings, called by reflection since its classes
 * bear the names that the drop-in jar's own had before they were renamed. An SLF4J that writes
 * nowhere is none.
 */
final class HostSlf4j implements LogTarget {
  private final Method getLogger;
  private final Map<Level, Calls> calls = new EnumMap<>(Level.class);

  /** The methods of the host's {@code Logger} for one level. */
  private record Calls(Method enabled, Method write) {}

  private HostSlf4j(Class<?> factory) throws ReflectiveOperationException {
    getLogger = factory.getMethod("getLogger", String.class);
    Class<?> logger = getLogger.getReturnType();
    for (Level level : Level.values()) {
      String name = level.name().toLowerCase(Locale.ROOT);
      String capitalised = level.name().charAt(0) + name.substring(1);
      calls.put(
          level,
          new Calls(
              logger.getMethod("is" + capitalised + "Enabled"),
              logger.getMethod(name, String.class, Throwable.class)));
    }
  }

  /** The SLF4J of the first of these class loaders that sees one. */
  static Optional<LogTarget> visibleTo(@Nullable ClassLoader... loaders) {
    // in one piece the name would be renamed with the rest of the jar
    String name = String.join(".", "org", "slf4j", "LoggerFactory");
    for (ClassLoader loader : loaders) {
      try {
        Class<?> factory = Class.forName(name, true, loader);
        if (factory != LoggerFactory.class && writesSomewhere(factory)) {
          return Optional.of(new HostSlf4j(factory));
        }
      } catch (ReflectiveOperationException | LinkageError e) {
        // none here, or a broken one: the JDK's logging is always there
      }
    }
    return Optional.empty();
  }

  private static boolean writesSomewhere(Class<?> factory) throws ReflectiveOperationException {
    Object bound = factory.getMethod("getILoggerFactory").invoke(null);
    return !bound.getClass().getSimpleName().equals("NOPLoggerFactory");
  }

  @Override
  public Channel named(String name) {
    Object logger = Objects.requireNonNull(call(getLogger, null, name));
    return new Channel() {
      @Override
      public boolean takes(Level level) {
        return Boolean.TRUE.equals(call(of(level).enabled(), logger));
      }

      @Override
      public void write(Level level, String message, @Nullable Throwable thrown) {
        call(of(level).write(), logger, message, thrown);
      }
    };
  }

  private Calls of(Level level) {
    return Objects.requireNonNull(calls.get(level));
  }

  private static @Nullable Object call(
      Method method, @Nullable Object target, @Nullable Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the host's SLF4J failed: " + e.getCause(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the host's SLF4J cannot be called: " + e.getMessage(), e);
    }
  }
}
