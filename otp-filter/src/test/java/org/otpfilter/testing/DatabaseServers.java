package org.otpfilter.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * Database servers on the loopback interface, each started at its first use and at most once in a
 * JVM. They keep nothing: their folders are temporary.
 */
public final class DatabaseServers {

  private DatabaseServers() {}

  private static final class Postgresql {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL does not start", e);
      }
    }
  }

  private static final class Mariadb {
    static final MariadbServer SERVER = MariadbServer.start();
  }

  /** A database of an H2 in memory, which lives as long as the JVM. */
  static Database h2InMemory() {
    return new Database("jdbc:h2:mem:" + newName() + ";DB_CLOSE_DELAY=-1", "sa", "");
  }

  /** A database of an H2 in a file, opened as the product opens its own. */
  public static Database h2InFile(Path folder) {
    Path file = folder.toAbsolutePath().resolve(newName());
    return new Database("jdbc:h2:file:" + file + ";WRITE_DELAY=0", "sa", "");
  }

  static Database postgresql() {
    String name = newName();
    create(Postgresql.SERVER.getJdbcUrl("postgres", "postgres"), "postgres", name, "");
    return new Database(Postgresql.SERVER.getJdbcUrl("postgres", name), "postgres", "");
  }

  static Database mariadb() {
    String name = newName();
    create(Mariadb.SERVER.jdbcUrl(""), "root", name, " CHARACTER SET utf8mb4");
    return new Database(Mariadb.SERVER.jdbcUrl(name), "root", "");
  }

  private static void create(String url, String user, String name, String options) {
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + options);
    } catch (SQLException e) {
      throw new IllegalStateException("no new database at " + url, e);
    }
  }

  private static String newName() {
    return "otp_" + UUID.randomUUID().toString().replace("-", "");
  }
}
