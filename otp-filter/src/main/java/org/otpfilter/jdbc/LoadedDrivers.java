package org.otpfilter.jdbc;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drivers that the search for one has loaded. A driver enters itself into {@link DriverManager}
 * when it is loaded, and there it would keep an application that has ended: Tomcat clears that
 * away, other containers do not. Drivers that the container shares are left alone.
 */
final class LoadedDrivers {
  private static final Logger LOG = LoggerFactory.getLogger(LoadedDrivers.class);

  /** A class loader that fails for good must not hold the start for ever. */
  private static final int MOST_FAILURES = 100;

  private final @Nullable ClassLoader application;

  /** Those that the application had loaded before: it may need them until its very end. */
  private final Set<Driver> before;

  private final Set<Class<?>> types = new HashSet<>();

  /** None yet. */
  LoadedDrivers(@Nullable ClassLoader application) {
    this.application = application;
    this.before = Collections.newSetFromMap(new IdentityHashMap<>());
    if (application != null) {
      before.addAll(registered(application));
    }
  }

  /** The first driver of the loader that takes the URL. */
  Optional<Driver> find(String url, ClassLoader loader) {
    var drivers = ServiceLoader.load(Driver.class, loader).iterator();
    for (int failures = 0; failures < MOST_FAILURES; failures++) {
      try {
        while (drivers.hasNext()) {
          Driver driver = drivers.next();
          types.add(driver.getClass());
          if (driver.acceptsURL(url)) {
            return Optional.of(driver);
          }
        }
        return Optional.empty();
      } catch (ServiceConfigurationError | LinkageError | SQLException e) {
        // another driver's trouble; if it was the right one, the message says which jar to look at
      }
    }
    return Optional.empty();
  }

  /** Takes those of the application's own class loader out of {@link DriverManager} again. */
  void leave() {
    types.removeIf(type -> type.getClassLoader() != application);
    ClassLoader loader = application;
    if (types.isEmpty() || loader == null || loader == ClassLoader.getSystemClassLoader()) {
      return;
    }
    for (Driver driver : registered(loader)) {
      if (types.contains(driver.getClass()) && !before.contains(driver)) {
        try {
          DriverManager.deregisterDriver(driver);
        } catch (SQLException | SecurityException e) {
          LOG.warn("the driver {} stays in DriverManager: {}", driver.getClass(), e.toString());
        }
      }
    }
  }

  /** The first to ask lets it load whatever drivers it finds: not those of an application. */
  private static List<Driver> registered(ClassLoader application) {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    thread.setContextClassLoader(application.getParent());
    try {
      List<Driver> drivers = new ArrayList<>();
      DriverManager.getDrivers().asIterator().forEachRemaining(drivers::add);
      return drivers;
    } finally {
      thread.setContextClassLoader(context);
    }
  }
}
