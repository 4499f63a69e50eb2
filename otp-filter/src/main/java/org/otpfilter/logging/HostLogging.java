package org.otpfilter.logging;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * What stands behind the relocated SLF4J of a drop-in jar: the host's SLF4J, else the JDK's {@link
 * System.Logger}. It is not registered in the thin jar, whose SLF4J is the embedder's.
 */
public final class HostLogging implements SLF4JServiceProvider {
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter diagnosticContext = new NOPMDCAdapter();
  private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
  private final LogTarget target;

  /** Made by SLF4J, once, when the first logger is asked for. */
  public HostLogging() {
    target = HostSlf4j.visibleTo(HostLogging.class.getClassLoader()).orElseGet(PlatformLog::found);
  }

  @Override
  public void initialize() {
    // everything is there already
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return name -> loggers.computeIfAbsent(name, key -> new TargetLogger(key, target.named(key)));
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return diagnosticContext;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }
}
