package org.otpfilter.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Which SLF4J is taken for the host's. */
final class HostSlf4jTest {
  private static final Path OLD = Path.of("target/old-libraries");

  @Test
  void hostWhenItHasSlf4jAndLogbackThenTaken() throws Exception {
    try (URLClassLoader host =
        host("slf4j-api-1.7.25.jar", "logback-classic-1.2.13.jar", "logback-core-1.2.13.jar")) {
      assertThat(HostSlf4j.visibleTo(host)).isPresent();
    }
  }

  @Test
  void hostWhenItHasSlf4jOfTodayThenItsLoggersWrite() throws Exception {
    Class<?> provider = Class.forName("org.slf4j.jul.JULServiceProvider");
    Logger written = Logger.getLogger("org.otpfilter.logging.host");
    List<LogRecord> lines = new ArrayList<>();
    // asked for each line that passes the level
    written.setFilter(line -> !lines.add(line));
    Exception thrown = new IllegalStateException("broken");
    try (URLClassLoader host =
        new URLClassLoader(
            places(LoggerFactory.class, provider), ClassLoader.getPlatformClassLoader())) {
      LogTarget.Channel channel =
          HostSlf4j.visibleTo(host).orElseThrow().named("org.otpfilter.logging.host");
      assertThat(channel.takes(Level.WARN)).isTrue();
      assertThat(channel.takes(Level.DEBUG)).isFalse();
      channel.write(Level.WARN, "as {} it stands", thrown);
    } finally {
      written.setFilter(null);
    }
    assertThat(lines)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getMessage()).isEqualTo("as {} it stands");
              assertThat(line.getLevel()).isEqualTo(java.util.logging.Level.WARNING);
              assertThat(line.getThrown()).isSameAs(thrown);
            });
  }

  @Test
  void hostWhenItsSlf4jWritesNowhereThenNotTaken() throws Exception {
    try (URLClassLoader host = host("slf4j-api-1.7.25.jar")) {
      assertThat(HostSlf4j.visibleTo(host)).isEmpty();
    }
  }

  @Test
  void hostWhenWithoutSlf4jThenNotTaken() {
    assertThat(HostSlf4j.visibleTo(ClassLoader.getPlatformClassLoader(), null)).isEmpty();
  }

  @Test
  void ownSlf4jWhenNotRenamedThenNotTakenForTheHosts() {
    assertThat(HostSlf4j.visibleTo(HostSlf4j.class.getClassLoader())).isEmpty();
  }

  @Test
  void hostWhenOnlyTheContextSeesItThenTaken() throws Exception {
    try (URLClassLoader host =
        host("slf4j-api-1.7.25.jar", "logback-classic-1.2.13.jar", "logback-core-1.2.13.jar")) {
      assertThat(HostSlf4j.visibleTo(HostSlf4j.class.getClassLoader(), host)).isPresent();
    }
  }

  private static URLClassLoader host(String... jars) {
    URL[] urls = Stream.of(jars).map(OLD::resolve).map(HostSlf4jTest::address).toArray(URL[]::new);
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static URL[] places(Class<?>... types) {
    return Stream.of(types)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .toArray(URL[]::new);
  }

  private static URL address(Path jar) {
    assertThat(jar).exists();
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
