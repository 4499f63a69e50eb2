package org.otpfilter.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** The JDK's {@link System.Logger}, by default java.util.logging. Configures nothing. */
final class PlatformLog implements LogTarget {
  static final PlatformLog INSTANCE = new PlatformLog();

  private PlatformLog() {}

  @Override
  public Channel named(String name) {
    System.Logger logger = System.getLogger(name);
    return new Channel() {
      @Override
      public boolean takes(Level level) {
        return logger.isLoggable(platform(level));
      }

      @Override
      public void write(Level level, String message, @Nullable Throwable thrown) {
        logger.log(platform(level), message, thrown);
      }
    };
  }

  private static System.Logger.Level platform(Level level) {
    return switch (level) {
      case ERROR -> System.Logger.Level.ERROR;
      case WARN -> System.Logger.Level.WARNING;
      case INFO -> System.Logger.Level.INFO;
      case DEBUG -> System.Logger.Level.DEBUG;
      case TRACE -> System.Logger.Level.TRACE;
    };
  }
}
