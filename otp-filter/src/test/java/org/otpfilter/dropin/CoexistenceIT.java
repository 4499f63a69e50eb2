package org.otpfilter.dropin;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otpfilter.dropin.HostedFilter.Answer;

/** A drop-in jar beside an application's old libraries, and all alone. */
final class CoexistenceIT {
  private static final String LOGBACK =
      """
      <configuration>
        <appender name="F" class="ch.qos.logback.core.FileAppender">
          <file>%s</file>
          <encoder><pattern>%%level %%logger %%msg%%n%%ex{1}</pattern></encoder>
        </appender>
        <root level="info"><appender-ref ref="F"/></root>
      </configuration>
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void librariesWhenBothSidesBringThemThenEachUsesItsOwn(DropinJar jar) throws Exception {
    try (URLClassLoader webapp = webappWithOldLibraries(jar);
        HostedFilter filter = new HostedFilter(webapp, jar.namespace(), settings())) {
      assertEnrols(filter);
      assertThat(oldApplication(webapp))
          .containsExactly(
              "1.4.200 (2019-10-14)",
              "1.4.200 (2019-10-14)",
              "cached",
              "33",
              "filled",
              "HikariCP-3.4.5.jar",
              "flyway-core-6.5.7.jar",
              "caffeine-2.9.3.jar",
              "core-3.3.0.jar",
              "compiler-0.9.6.jar",
              "slf4j-api-1.7.25.jar",
              "driver org.h2.Driver");
      assertEnrols(filter);
    }
    assertThat(Files.readAllLines(folder.resolve("host.log")))
        .contains("INFO old.application the application's own line")
        .anyMatch(line -> line.startsWith("INFO org.otpfilter settings:"))
        .anyMatch(line -> line.startsWith("INFO org.otpfilter.shaded.hikari.HikariDataSource"))
        .anyMatch(line -> line.matches("INFO org.otpfilter.shaded.flyway.*H2 2[.]4.*"));
  }

  @ParameterizedTest
  @EnumSource
  void failureWhenHostHasLogbackThenStandsThereWithItsReason(DropinJar jar) throws Exception {
    try (URLClassLoader webapp = webappWithOldLibraries(jar)) {
      Map<String, String> wrong = Map.of("mode", "nonsense");
      assertThatThrownBy(() -> new HostedFilter(webapp, jar.namespace(), wrong))
          .hasMessageContaining("nonsense");
    }
    assertThat(Files.readString(folder.resolve("host.log")))
        .contains("ERROR org.otpfilter otp-filter did not start")
        .contains("nonsense");
  }

  @ParameterizedTest
  @EnumSource
  void jdbcUrlWhenHostBringsH2ThenHostsH2OpensIt(DropinJar jar) throws Exception {
    Map<String, String> settings = Map.of("jdbc-url", "jdbc:h2:mem:shared", "jdbc-user", "sa");
    try (URLClassLoader webapp = webappWithOldLibraries(jar)) {
      // whether H2 of that age takes the schema is another question
      catchThrowable(() -> new HostedFilter(webapp, jar.namespace(), settings).close());
    }
    assertThat(Files.readString(folder.resolve("host.log"))).contains("jdbc:h2:******** (H2 1.4)");
  }

  @ParameterizedTest
  @EnumSource
  void jarWhenAloneThenWorksAndLogsToTheJdk(DropinJar jar) throws Exception {
    List<LogRecord> records = new CopyOnWriteArrayList<>();
    Handler handler = collecting(records);
    Logger logger = Logger.getLogger("org.otpfilter");
    logger.addHandler(handler);
    try (URLClassLoader webapp = webapp(jar, List.of());
        HostedFilter filter = new HostedFilter(webapp, jar.namespace(), settings())) {
      assertEnrols(filter);
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(records)
        .anyMatch(
            line ->
                line.getLoggerName().equals("org.otpfilter")
                    && line.getSourceClassName().equals("org.otpfilter")
                    && line.getMessage().startsWith("settings:"));
  }

  @ParameterizedTest
  @EnumSource
  void databaseFileWhenMadeByDropinJarThenH2ItselfReadsIt(DropinJar jar) throws Exception {
    try (URLClassLoader webapp = webapp(jar, List.of());
        HostedFilter filter = new HostedFilter(webapp, jar.namespace(), settings())) {
      assertEnrols(filter);
    }
    assertThat(devices()).isEqualTo(1);
    try (URLClassLoader webapp = webapp(jar, List.of());
        HostedFilter filter = new HostedFilter(webapp, jar.namespace(), settings())) {
      assertEnrols(filter);
    }
  }

  @ParameterizedTest
  @EnumSource
  void jdbcUrlWhenInnerH2RefusesThenItsOwnMessageSaysWhy(DropinJar jar) throws Exception {
    assertThatThrownBy(() -> startAlone(jar, "jdbc:h2:mem:absent;IFEXISTS=TRUE"))
        .hasMessageContaining("Database \"mem:absent\" not found");
    assertThatThrownBy(() -> startAlone(jar, "jdbc:h2:file:" + folder + "/x;FILE_LOCK=FILE"))
        .hasMessageContaining("put an h2-….jar into WEB-INF/lib");
  }

  private void startAlone(DropinJar jar, String url) throws Exception {
    Map<String, String> settings =
        Map.of("data-dir", folder.resolve("data").toString(), "jdbc-url", url, "jdbc-user", "sa");
    try (URLClassLoader webapp = webapp(jar, List.of())) {
      new HostedFilter(webapp, jar.namespace(), settings).close();
    }
  }

  private int devices() throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("data/ROOT/otp");
    try (Connection connection =
            new JdbcConnection(url, new java.util.Properties(), "sa", "", true);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT COUNT(*) FROM otp_device")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void assertEnrols(HostedFilter filter) throws ReflectiveOperationException {
    Answer application = filter.get("/ledger", "alice");
    assertThat(application.status()).isEqualTo(302);
    assertThat(application.headers()).containsEntry("Location", "/otp/enrol");
    Answer page = filter.get("/otp/enrol", "alice");
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(page.body()).contains("id=\"otp-qr\"", "<svg", "otpauth://totp/");
  }

  private Map<String, String> settings() {
    return Map.of("data-dir", folder.resolve("data").toString());
  }

  private URLClassLoader webappWithOldLibraries(DropinJar jar) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Files.writeString(
        classes.resolve("logback.xml"), LOGBACK.formatted(folder.resolve("host.log")));
    return webapp(jar, oldLibraries());
  }

  private static List<Path> oldLibraries() throws IOException {
    try (Stream<Path> old = Files.list(DropinJar.oldLibraries())) {
      return old.sorted().toList();
    }
  }

  /** The jar comes first, so that the application finds its own libraries only if they differ. */
  private URLClassLoader webapp(DropinJar jar, List<Path> libraries) throws IOException {
    Path classes = folder.resolve("classes");
    String stream = HostedFilter.STREAM.replace("%s", jar.namespace());
    Sources.compile(classes, "Stream", stream, jar.api().toString());
    List<Path> path = new ArrayList<>(List.of(classes, jar.path(), jar.api()));
    path.addAll(libraries);
    List<URL> urls = new ArrayList<>();
    for (Path element : path) {
      assertThat(element).exists();
      urls.add(element.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** Compiles the application against its own libraries and lets it run in the web application. */
  @SuppressWarnings("unchecked")
  private List<String> oldApplication(URLClassLoader webapp) throws Exception {
    try (InputStream in = CoexistenceIT.class.getResourceAsStream("/dropin/OldApplication.java")) {
      String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String libraries =
          oldLibraries().stream().map(Path::toString).collect(joining(File.pathSeparator));
      Sources.compile(folder.resolve("classes"), "OldApplication", source, libraries);
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(webapp);
    try {
      Object application = webapp.loadClass("OldApplication").getConstructor().newInstance();
      return ((Callable<List<String>>) application).call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Handler collecting(List<LogRecord> records) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        records.add(line);
      }

      @Override
      public void flush() {
        // nothing is held back
      }

      @Override
      public void close() {
        // nothing to close
      }
    };
  }
}
