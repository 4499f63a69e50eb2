package org.otpfilter.proof;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A PostgreSQL on the loopback address, as durable as one that is installed. */
@Command(
    name = "Postgres",
    mixinStandardHelpOptions = true,
    description = {
      "Starts PostgreSQL in a folder, new or left by an earlier run, and prints one line:",
      "  <process id> <JDBC URL>",
      "Its log is server.log in that folder.",
      "Its user is postgres, without a password. Ends when standard input closes."
    })
public final class Postgres implements Callable<Integer> {

  @Option(names = "--folder", required = true, description = "holds the data, and keeps it")
  private Path folder = Path.of("");

  @Option(names = "--port", description = "0 for any that is free (${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--set",
      description = "a setting of the server, such as log_statement=all; may be repeated")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Mixin private Parent parent = new Parent();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (EmbeddedPostgres server = start(folder, port, settings)) {
      PrintStream out = System.out;
      out.println(pid(folder) + " " + server.getJdbcUrl("postgres", "postgres"));
      out.flush();
      parent.await();
    }
    return 0;
  }

  /** Of the server itself; what was started here may be a wrapper that has ended. */
  private static String pid(Path folder) throws IOException {
    return Files.readAllLines(data(folder).resolve("postmaster.pid")).get(0);
  }

  /** What the server says, since its last start. */
  static Path log(Path folder) {
    return folder.toAbsolutePath().resolve("server.log");
  }

  private static Path data(Path folder) {
    return folder.toAbsolutePath().resolve("data");
  }

  /** Starts it. */
  static EmbeddedPostgres start(Path folder, int port, Map<String, String> settings)
      throws IOException {
    Path data = data(folder);
    Files.createDirectories(folder.toAbsolutePath());
    // embedded servers are started to forget; this one is to lose nothing, even when killed
    Map<String, String> all = new LinkedHashMap<>();
    all.put("fsync", "on");
    all.put("synchronous_commit", "on");
    all.put("listen_addresses", "127.0.0.1");
    all.putAll(settings);
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(true)
            .setPort(port)
            .setErrorRedirector(ProcessBuilder.Redirect.INHERIT)
            .setOutputRedirector(ProcessBuilder.Redirect.to(log(folder).toFile()));
    all.forEach(builder::setServerConfig);
    return builder.start();
  }

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Postgres()).execute(args));
  }
}
