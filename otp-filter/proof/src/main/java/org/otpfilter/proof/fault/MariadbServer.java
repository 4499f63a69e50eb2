package org.otpfilter.proof.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A MariaDB of the Debian packages, run by hand. */
final class MariadbServer implements DatabaseServer {
  private static final long START_SECONDS = 60;

  private final Path folder;
  private final List<String> by;
  private final int port;
  private Process process;

  private MariadbServer(Path folder, List<String> by, int port) throws IOException {
    this.folder = folder;
    this.by = by;
    this.port = port;
    this.process = launch();
    // it does not notice the end of whoever started it
    Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
  }

  /** The package that is missing; empty if none is. */
  static Optional<String> missingPackage() {
    if (executable("mariadbd").isEmpty()) {
      return Optional.of("mariadb-server-core");
    }
    return executable("my_print_defaults").isEmpty()
        ? Optional.of("mariadb-client-core")
        : Optional.empty();
  }

  static MariadbServer start(Path folder, List<String> by)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    List<String> install = command(folder, by, "mariadb-install-db");
    install.add("--auth-root-authentication-method=normal");
    install.add("--skip-test-db");
    Process installing = process(install, folder).start();
    if (!installing.waitFor(START_SECONDS, TimeUnit.SECONDS) || installing.exitValue() != 0) {
      installing.destroyForcibly();
      throw new IOException("mariadb-install-db failed: " + log(folder));
    }
    MariadbServer server = new MariadbServer(folder, by, freePort());
    try (Connection connection = server.awaitReady();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE app CHARACTER SET utf8mb4");
      statement.execute("CREATE USER app@'%'");
      statement.execute("GRANT ALL ON app.* TO app@'%'");
      return server;
    } catch (SQLException e) {
      server.close();
      throw new IOException("the product's database cannot be made", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process launch() throws IOException {
    List<String> serve = command(folder, by, "mariadbd");
    serve.add("--port=" + port);
    serve.add("--bind-address=127.0.0.1");
    serve.add("--skip-name-resolve");
    serve.add("--socket=" + folder.resolve("s"));
    return process(serve, folder).start();
  }

  private Connection awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    SQLException last = null;
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        return DriverManager.getConnection(url(port, ""), "root", "");
      } catch (SQLException e) {
        last = e;
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
    throw new IOException("mariadbd is not ready: " + log(folder), last);
  }

  private static List<String> command(Path folder, List<String> by, String name) {
    List<String> command = new ArrayList<>(by);
    command.add(executable(name).orElseThrow().toString());
    command.add("--no-defaults");
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("--user=root");
    }
    command.add("--datadir=" + folder.resolve("data"));
    return command;
  }

  private static Optional<Path> executable(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    // users who are not root seldom have sbin in their path
    return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin"))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static ProcessBuilder process(List<String> command, Path folder) {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
  }

  private static String log(Path folder) throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String url(int throughPort) {
    return url(throughPort, APP);
  }

  private static String url(int port, String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
  }

  @Override
  public Connection administrator() throws SQLException {
    return DriverManager.getConnection(url(port), "root", "");
  }

  @Override
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void restart() throws IOException, InterruptedException {
    process = launch();
    try {
      awaitReady().close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  @Override
  public List<String> readOnly(boolean on) {
    return List.of("SET GLOBAL read_only = " + (on ? "ON" : "OFF"));
  }

  @Override
  public List<String> lockedOut(boolean on) {
    return on
        ? List.of("ALTER USER app@'%' ACCOUNT LOCK", "KILL USER app")
        : List.of("ALTER USER app@'%' ACCOUNT UNLOCK");
  }

  @Override
  public List<String> serializable(boolean on) {
    String level = on ? "SERIALIZABLE" : "REPEATABLE-READ";
    return List.of("SET GLOBAL tx_isolation = '" + level + "'", "KILL USER app");
  }

  @Override
  public List<String> lockUsers() {
    return List.of("LOCK TABLES otp_user WRITE");
  }

  @Override
  public String waiting() {
    return "SELECT COUNT(*) FROM information_schema.processlist"
        + " WHERE user = 'app' AND state LIKE 'Waiting for table%'";
  }

  @Override
  public long conflicts() throws SQLException {
    return number(
        "SELECT variable_value FROM information_schema.global_status"
            + " WHERE variable_name = 'INNODB_DEADLOCKS'");
  }

  @Override
  public List<String> stepTrigger() {
    return List.of(
        "CREATE TABLE proof_step (device VARCHAR(32), was BIGINT, became BIGINT)",
        "CREATE TRIGGER proof_step AFTER UPDATE ON otp_device FOR EACH ROW"
            + " INSERT INTO proof_step SELECT OLD.id, OLD.last_step, NEW.last_step FROM DUAL"
            + " WHERE NEW.last_step <> OLD.last_step");
  }

  @Override
  public List<String> emptied() {
    return List.of("DROP DATABASE app", "CREATE DATABASE app CHARACTER SET utf8mb4");
  }

  @Override
  public String structure() {
    return "SELECT CONCAT_WS(' ', table_name, column_name, column_type, is_nullable)"
        + " FROM information_schema.columns WHERE table_schema = 'app'"
        + " UNION ALL SELECT CONCAT_WS(' ', table_name, index_name, column_name, non_unique)"
        + " FROM information_schema.statistics WHERE table_schema = 'app'"
        + " UNION ALL SELECT CONCAT_WS(' ', table_name, constraint_name, constraint_type)"
        + " FROM information_schema.table_constraints WHERE table_schema = 'app' ORDER BY 1";
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
