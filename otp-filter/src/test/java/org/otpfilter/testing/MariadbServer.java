package org.otpfilter.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A MariaDB of the Debian packages, run by hand in a temporary folder. It is not a service. */
final class MariadbServer {

  private static final long START_SECONDS = 60;

  private final int port;

  private MariadbServer(int port) {
    this.port = port;
  }

  static boolean isInstalled() {
    // install-db needs my_print_defaults, which is in mariadb-client-core
    return Stream.of("mariadbd", "mariadb-install-db", "my_print_defaults")
        .allMatch(name -> executable(name).isPresent());
  }

  static MariadbServer start() {
    try {
      Path folder = Files.createTempDirectory("otp-mariadb");
      Path data = folder.resolve("data");
      List<String> install = command("mariadb-install-db", data);
      install.add("--auth-root-authentication-method=normal");
      install.add("--skip-test-db");
      run(install, folder);
      int port = freePort();
      List<String> serve = command("mariadbd", data);
      serve.add("--port=" + port);
      serve.add("--bind-address=127.0.0.1");
      serve.add("--socket=" + folder.resolve("s"));
      Process server = process(serve, folder).start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
      MariadbServer started = new MariadbServer(port);
      started.awaitReady(server, folder);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("MariaDB does not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while MariaDB started", e);
    }
  }

  String jdbcUrl(String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
  }

  private void awaitReady(Process server, Path folder) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    SQLException last = null;
    while (System.nanoTime() < end && server.isAlive()) {
      try {
        DriverManager.getConnection(jdbcUrl(""), "root", "").close();
        return;
      } catch (SQLException e) {
        last = e;
        server.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
    throw new IllegalStateException("mariadbd is not ready:\n" + log(folder), last);
  }

  private static void run(List<String> command, Path folder)
      throws IOException, InterruptedException {
    Process process = process(command, folder).start();
    if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(command.get(0) + " failed:\n" + log(folder));
    }
  }

  private static ProcessBuilder process(List<String> command, Path folder) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    return builder;
  }

  private static List<String> command(String name, Path data) {
    List<String> command = new ArrayList<>();
    command.add(executable(name).orElseThrow().toString());
    command.add("--no-defaults");
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("--user=root");
    }
    command.add("--datadir=" + data);
    return command;
  }

  private static Optional<Path> executable(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    // users who are not root seldom have sbin in their path
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String log(Path folder) throws IOException {
    Path file = folder.resolve("log");
    return Files.exists(file) ? Files.readString(file) : "(no output)";
  }

  private static void stop(Process server, Path folder) {
    server.destroy();
    try {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
      delete(folder);
    } catch (InterruptedException e) {
      server.destroyForcibly();
    } catch (IOException e) {
      // a folder left in the temporary folder fails no test
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
