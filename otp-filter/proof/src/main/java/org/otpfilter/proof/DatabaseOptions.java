package org.otpfilter.proof;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Option;

/** Which PostgreSQL, and the key that seals in it. */
public final class DatabaseOptions {

  /** No secret: it seals what is made up. The same for loader and server, unless given. */
  public static final String KEY =
      "proof:"
          + Base64.getEncoder()
              .encodeToString(
                  "only for proofs, guards nothing!".getBytes(StandardCharsets.US_ASCII));

  private static final int POOL = 10;

  @Option(
      names = "--jdbc-url",
      required = true,
      description = "the database, such as jdbc:postgresql://127.0.0.1:5432/postgres")
  String url = "";

  @Option(names = "--jdbc-user", description = "its user (${DEFAULT-VALUE})")
  String user = "postgres";

  @Option(names = "--jdbc-password", description = "and the password (none)")
  String password = "";

  @Option(
      names = "--secret-key",
      description = "id:base64-of-32-bytes (one that is built in); empty for none")
  String secretKey = KEY;

  /** A pool for a container's store of sessions; the filter has its own. */
  HikariDataSource sessionPool(boolean autoCommit) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    HikariConfig config = new HikariConfig();
    config.setPoolName("sessions");
    config.setDataSource(source);
    config.setAutoCommit(autoCommit);
    config.setMaximumPoolSize(POOL);
    return new HikariDataSource(config);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }
}
