package org.otpfilter.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.GenericFilter;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The product keeps inside Servlet 3.1, the API of Jetty 9.4, whatever it is compiled against. */
final class ServletFloorTest {
  private static URLClassLoader api;

  @BeforeAll
  static void load() throws IOException {
    Path jar = Path.of("target/servlet-apis/javax.servlet-api-3.1.0.jar");
    assertThat(jar).exists();
    api = new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  @AfterAll
  static void unload() throws IOException {
    api.close();
  }

  @Test
  void productWhenReadThenNeedsNothingNewer() {
    JavaClasses product =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.otpfilter");
    Set<String> missed = new TreeSet<>();
    for (JavaClass item : product) {
      missed.addAll(new ServletFloor(api).missedBy(item));
    }
    assertThat(product).isNotEmpty();
    assertThat(missed).isEmpty();
  }

  @Test
  void classWhenItCallsNewerMethodThenMissed() {
    assertThat(missedBy(Asks.class))
        .containsExactly(
            "jakarta.servlet.http.HttpServletMapping is new",
            "jakarta.servlet.http.HttpServletMapping.getPattern() is new",
            "jakarta.servlet.http.HttpServletRequest.getHttpServletMapping() is new");
  }

  @Test
  void classWhenItExtendsNewerTypeThenMissed() {
    assertThat(missedBy(Extends.class)).contains("jakarta.servlet.GenericFilter is new");
  }

  @Test
  void classWhenItLeavesFormerlyAbstractMethodsThenMissed() {
    assertThat(missedBy(Leaves.class))
        .containsExactly(
            Leaves.class.getName() + " does not implement jakarta.servlet.Filter.destroy",
            Leaves.class.getName() + " does not implement jakarta.servlet.Filter.init");
  }

  private static Set<String> missedBy(Class<?> type) {
    return new ServletFloor(api).missedBy(new ClassFileImporter().importClass(type));
  }

  /** Servlet 4.0. */
  private static final class Asks {
    String pattern(HttpServletRequest request) {
      return request.getHttpServletMapping().getPattern();
    }
  }

  /** Servlet 4.0. */
  private static final class Extends extends GenericFilter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
      throw new IllegalStateException("never called");
    }
  }

  /** Compiles since Servlet 4.0. */
  private static final class Leaves implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
      throw new IllegalStateException("never called");
    }
  }
}
