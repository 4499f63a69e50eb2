package org.otpfilter.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Drivers and the product in one class loader, as in an application. */
final class LoadedDriversTest {
  private static final String BROKEN = "org.otpfilter.jdbc.ForAnotherJava";

  /** Loads the product's class and the driver itself, and knows what is in META-INF/services. */
  private static final class Application extends ClassLoader {
    private final List<String> services;

    Application(String... services) {
      super(LoadedDriversTest.class.getClassLoader());
      this.services = List.of(services);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      boolean own =
          name.startsWith(LoadedDrivers.class.getName()) || name.equals(Toy.class.getName());
      if (name.equals(BROKEN)) {
        throw new UnsupportedClassVersionError(name);
      }
      if (!own) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      if (!name.equals("META-INF/services/java.sql.Driver")) {
        return super.getResources(name);
      }
      byte[] lines = String.join("\n", services).getBytes(UTF_8);
      return Collections.enumeration(List.of(new URL(null, "memory:services", memory(lines))));
    }

    private static URLStreamHandler memory(byte[] content) {
      return new URLStreamHandler() {
        @Override
        protected URLConnection openConnection(URL url) {
          return new URLConnection(url) {
            @Override
            public void connect() {}

            @Override
            public InputStream getInputStream() {
              return new ByteArrayInputStream(content);
            }
          };
        }
      };
    }

    /** What the product does from its start to its end. */
    boolean usesAndLeaves() throws ReflectiveOperationException {
      Class<?> type = loadClass(LoadedDrivers.class.getName());
      Constructor<?> constructor = type.getDeclaredConstructor(ClassLoader.class);
      constructor.setAccessible(true);
      Object drivers = constructor.newInstance(this);
      Method find = type.getDeclaredMethod("find", String.class, ClassLoader.class);
      find.setAccessible(true);
      boolean found = ((Optional<?>) find.invoke(drivers, "jdbc:toy:x", this)).isPresent();
      assertThat(isRegistered()).isEqualTo(found);
      Method leave = type.getDeclaredMethod("leave");
      leave.setAccessible(true);
      leave.invoke(drivers);
      return found;
    }

    boolean isRegistered() throws ReflectiveOperationException {
      Class<?> toy = loadClass(Toy.class.getName());
      return (boolean) toy.getMethod("isRegistered").invoke(null);
    }
  }

  /** Enters itself when it is loaded, as drivers do. */
  public static final class Toy implements Driver {
    static {
      try {
        DriverManager.registerDriver(new Toy());
      } catch (SQLException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    /** Whether one of this class, of this loader, is in the list. */
    public static boolean isRegistered() {
      return DriverManager.drivers().anyMatch(driver -> driver.getClass() == Toy.class);
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) {
      return null;
    }

    @Override
    public boolean acceptsURL(String url) {
      return url.startsWith("jdbc:toy:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return 1;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() {
      return Logger.getGlobal();
    }
  }

  @Test
  void driverWhenTheProductLoadedItThenIsTakenOutAtTheEnd() throws Exception {
    Application application = new Application(Toy.class.getName());

    assertThat(application.usesAndLeaves()).isTrue();

    assertThat(application.isRegistered()).isFalse();
  }

  @Test
  void driverWhenTheApplicationLoadedItBeforeThenStays() throws Exception {
    Application application = new Application(Toy.class.getName());
    Class.forName(Toy.class.getName(), true, application);

    assertThat(application.usesAndLeaves()).isTrue();

    assertThat(application.isRegistered()).isTrue();
  }

  @Test
  void searchWhenTheClassLoaderFailsForGoodThenEnds() {
    ClassLoader closed =
        new ClassLoader(null) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            throw new IOException("closed");
          }
        };

    Optional<Driver> found =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1), () -> new LoadedDrivers(null).find("jdbc:toy:x", closed));

    assertThat(found).isEmpty();
  }

  @Test
  void driverWhenAnotherOneIsForANewerJavaThenIsFoundAllTheSame() throws Exception {
    assertThat(new Application(BROKEN, Toy.class.getName()).usesAndLeaves()).isTrue();
  }
}
