package org.otpfilter.proof;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL process with seeded users, and nodes on it. */
public final class Rig implements AutoCloseable {
  private static final List<String> NODE_JVM = List.of("-Xms512m", "-Xmx512m");

  private final Path folder;
  private final Jvm postgres;
  private final long postgresPid;
  private final String url;
  private final List<Jvm> nodes = new ArrayList<>();

  /** A node and its port. */
  public record Running(Jvm process, int port) {}

  private Rig(Path folder, Jvm postgres) throws IOException {
    this.folder = folder;
    this.postgres = postgres;
    String[] line = postgres.line().split(" ", -1);
    this.postgresPid = Long.parseLong(line[0]);
    this.url = line[1];
  }

  /** Starts the database in that folder, and seeds it unless an earlier run has. */
  public static Rig start(Path folder, long users, List<String> seeding, PrintStream progress)
      throws IOException, InterruptedException {
    Rig rig = new Rig(folder, Jvm.start(List.of(), Postgres.class, List.of("--folder=" + folder)));
    try {
      List<String> arguments = new ArrayList<>(seeding);
      arguments.add("--users=" + users);
      arguments.add("--jdbc-url=" + rig.url);
      try (Jvm seed = Jvm.start(List.of(), Seed.class, arguments)) {
        seed.lines().forEach(progress::println);
        if (seed.exit() > 1) {
          throw new IOException("Seed failed: " + seed.log());
        }
      }
      return rig;
    } catch (IOException | RuntimeException | InterruptedException e) {
      rig.close();
      throw e;
    }
  }

  /** Starts a node. */
  public Running node(String... arguments) throws IOException {
    return node(List.of(), arguments);
  }

  /**
   * Starts a node.
   *
   * @param options of its JVM, further ones
   */
  Running node(List<String> options, String... arguments) throws IOException {
    List<String> jvm = new ArrayList<>(NODE_JVM);
    jvm.addAll(options);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--jdbc-url=" + url);
    Jvm node = Jvm.start(jvm, Node.class, all);
    nodes.add(node);
    return new Running(node, Integer.parseInt(node.line()));
  }

  /** The database; its user is postgres. */
  public String url() {
    return url;
  }

  /** A connection of its user. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /** What the database has logged. */
  String databaseLog() throws IOException {
    return Files.readString(Postgres.log(folder));
  }

  long postgresPid() {
    return postgresPid;
  }

  @Override
  public void close() {
    nodes.forEach(Jvm::close);
    postgres.close();
  }
}
