package org.otpfilter.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger that formats its messages and hands them on. Markers are left behind. */
final class TargetLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  private final transient LogTarget.Channel channel;

  TargetLogger(String name, LogTarget.Channel channel) {
    this.name = name;
    this.channel = channel;
  }

  @Override
  public boolean isTraceEnabled() {
    return channel.takes(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return channel.takes(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return channel.takes(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return channel.takes(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return channel.takes(Level.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    String message = MessageFormatter.basicArrayFormat(pattern, arguments);
    channel.write(level, String.valueOf(message), thrown);
  }
}
