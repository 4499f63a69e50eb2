package org.otpfilter.proof.fault;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.otpfilter.proof.Jvm;
import org.otpfilter.proof.Postgres;

/** A PostgreSQL. */
final class PostgresServer implements DatabaseServer {
  private static final String END_SESSIONS =
      "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'app'";

  private final Path folder;
  private final List<String> by;
  private Jvm process;
  private long pid;
  private int port;

  private PostgresServer(Path folder, List<String> by) throws IOException {
    this.folder = folder;
    this.by = by;
    this.process = launch();
  }

  static PostgresServer start(Path folder, List<String> by) throws IOException {
    PostgresServer server = new PostgresServer(folder, by);
    try {
      server.run(List.of("CREATE ROLE app LOGIN", "CREATE DATABASE app OWNER app"), "postgres");
      return server;
    } catch (SQLException e) {
      server.close();
      throw new IOException("the product's database cannot be made", e);
    }
  }

  private Jvm launch() throws IOException {
    List<String> arguments =
        List.of("--folder=" + folder, "--port=" + port, "--set=max_connections=50");
    Jvm started = Jvm.start(by, List.of(), Postgres.class, arguments);
    String[] line = started.line().split(" ", -1);
    pid = Long.parseLong(line[0]);
    port = URI.create(line[1].substring("jdbc:".length())).getPort();
    return started;
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
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  @Override
  public Connection administrator() throws SQLException {
    return administrator(APP);
  }

  private Connection administrator(String database) throws SQLException {
    return DriverManager.getConnection(url(port, database), "postgres", "");
  }

  private void run(List<String> statements, String database) throws SQLException {
    try (Connection connection = administrator(database);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void kill() throws InterruptedException {
    // children first looked up: they are nobody's once their parent is gone
    List<ProcessHandle> all =
        Stream.concat(
                ProcessHandle.of(pid).stream(),
                ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants))
            .toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.kill();
    CompletableFuture<?>[] ends =
        all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends).orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public void restart() throws IOException {
    process = launch();
  }

  @Override
  public List<String> readOnly(boolean on) {
    return List.of(
        "ALTER SYSTEM SET default_transaction_read_only = " + (on ? "on" : "off"),
        "SELECT pg_reload_conf()");
  }

  @Override
  public List<String> lockedOut(boolean on) {
    return on ? List.of("ALTER ROLE app NOLOGIN", END_SESSIONS) : List.of("ALTER ROLE app LOGIN");
  }

  @Override
  public List<String> serializable(boolean on) {
    String setting = "default_transaction_isolation";
    return List.of(
        "ALTER ROLE app " + (on ? "SET " + setting + " = 'serializable'" : "RESET " + setting),
        END_SESSIONS);
  }

  @Override
  public List<String> lockUsers() {
    return List.of("BEGIN", "LOCK TABLE otp_user IN ACCESS EXCLUSIVE MODE");
  }

  @Override
  public String waiting() {
    return "SELECT count(*) FROM pg_stat_activity"
        + " WHERE usename = 'app' AND wait_event_type = 'Lock'";
  }

  @Override
  public long conflicts() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("server.log"))) {
      return lines
          .filter(
              line ->
                  line.contains("ERROR:  deadlock detected")
                      || line.contains("ERROR:  could not serialize access"))
          .count();
    }
  }

  @Override
  public List<String> stepTrigger() {
    return List.of(
        "CREATE TABLE proof_step (device VARCHAR(32), was BIGINT, became BIGINT)",
        "CREATE FUNCTION proof_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$"
            + " BEGIN INSERT INTO public.proof_step VALUES (OLD.id, OLD.last_step, NEW.last_step);"
            + " RETURN NEW; END $$",
        "CREATE TRIGGER proof_step AFTER UPDATE OF last_step ON otp_device"
            + " FOR EACH ROW EXECUTE FUNCTION proof_step()");
  }

  @Override
  public List<String> emptied() {
    return List.of("DROP SCHEMA public CASCADE", "CREATE SCHEMA public AUTHORIZATION app");
  }

  @Override
  public String structure() {
    return "SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable)"
        + " FROM information_schema.columns WHERE table_schema = 'public'"
        + " UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
        + " UNION ALL SELECT concat_ws(' ', conrelid::regclass, pg_get_constraintdef(oid))"
        + " FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1";
  }

  @Override
  public void close() {
    process.close();
  }
}
