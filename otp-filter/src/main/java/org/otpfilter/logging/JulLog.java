package org.otpfilter.logging;

import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * java.util.logging, with the logger's name where its formatters show the caller. Through {@link
 * System.Logger} every line would name a class of this package there.
 */
final class JulLog implements LogTarget {

  @Override
  public Channel named(String name) {
    Logger logger = Logger.getLogger(name);
    return new Channel() {
      @Override
      public boolean takes(Level level) {
        return logger.isLoggable(jul(level));
      }

      @Override
      public void write(Level level, String message, @Nullable Throwable thrown) {
        LogRecord line = new LogRecord(jul(level), message);
        line.setLoggerName(name);
        line.setSourceClassName(name);
        line.setSourceMethodName("log");
        line.setThrown(thrown);
        logger.log(line);
      }
    };
  }

  private static java.util.logging.Level jul(Level level) {
    return switch (level) {
      case ERROR -> java.util.logging.Level.SEVERE;
      case WARN -> java.util.logging.Level.WARNING;
      case INFO -> java.util.logging.Level.INFO;
      case DEBUG -> java.util.logging.Level.FINE;
      case TRACE -> java.util.logging.Level.FINER;
    };
  }
}
