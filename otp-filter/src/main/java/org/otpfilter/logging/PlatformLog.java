package org.otpfilter.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** The JDK's {@link System.Logger}, as somebody has directed it elsewhere. Configures nothing. */
final class PlatformLog implements LogTarget {

  private PlatformLog() {}

  /** What {@link System.Logger} writes to: java.util.logging, unless somebody directed it away. */
  static LogTarget found() {
    Module writer = System.LoggerFinder.getLoggerFinder().getClass().getModule();
    return "java.logging".equals(writer.getName()) ? new JulLog() : new PlatformLog();
  }

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
