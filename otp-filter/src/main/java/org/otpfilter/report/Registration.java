package org.otpfilter.report;

import java.util.Optional;
import java.util.regex.Pattern;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A filter's place in JMX, {@code org.otpfilter:type=OtpFilter,context=…,name=…}, from start to
 * {@link #close}. Failing, it says so in the log and stops nothing.
 */
public final class Registration implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("org.otpfilter");
  private static final Pattern PLAIN = Pattern.compile("[\\w.-]+");

  /** Virtual hosts and versions of one application that may run under one context path. */
  private static final int MOST_ALIKE = 100;

  private final MBeanServer server;
  private @Nullable ObjectName name;

  private Registration(MBeanServer server, @Nullable ObjectName name) {
    this.server = server;
    this.name = name;
  }

  /**
   * Registers the filter. Where another host or version has the name already, {@code instance=2}
   * and so on tells them apart.
   *
   * @param contextPath of the application, empty for the root
   */
  public static Registration of(
      MBeanServer server, String contextPath, String filterName, OtpFilterMXBean filter) {
    String text =
        "org.otpfilter:type=OtpFilter,context="
            + ObjectName.quote(contextPath)
            + ",name="
            + (PLAIN.matcher(filterName).matches() ? filterName : ObjectName.quote(filterName));
    try {
      for (int i = 1; i <= MOST_ALIKE; i++) {
        Optional<ObjectName> taken =
            register(server, new ObjectName(i == 1 ? text : text + ",instance=" + i), filter);
        if (taken.isPresent()) {
          return new Registration(server, taken.get());
        }
      }
      LOG.warn("JMX does not show this filter: {} and all like it are taken", text);
    } catch (JMException | RuntimeException e) {
      LOG.warn("JMX does not show this filter: {} could not be registered", text, e);
    }
    return new Registration(server, null);
  }

  private static Optional<ObjectName> register(
      MBeanServer server, ObjectName name, OtpFilterMXBean filter) throws JMException {
    try {
      return Optional.of(server.registerMBean(filter, name).getObjectName());
    } catch (InstanceAlreadyExistsException taken) {
      return Optional.empty();
    }
  }

  /** Removes it, so that nothing of a stopped application is held. */
  @Override
  public void close() {
    ObjectName registered = name;
    name = null;
    if (registered != null) {
      try {
        server.unregisterMBean(registered);
      } catch (JMException | RuntimeException e) {
        LOG.warn("{} could not be removed from JMX", registered, e);
      }
    }
  }
}
