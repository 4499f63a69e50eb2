package org.otpfilter.proof;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.otpfilter.jdbc.Store;
import org.otpfilter.jdbc.StoreSettings;
import org.otpfilter.secret.Randomness;
import org.otpfilter.secret.SealingKeys;
import org.postgresql.PGConnection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fills an empty database with users whose secrets are known. */
@Command(
    name = "Seed",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes the product's tables in an empty database and fills them with users who have a device"
          + " each, in one transaction. Refuses a database with users. Meant for PostgreSQL; MariaDB"
          + " works too, row by row.",
      "User n (from 0) is named user<n>. With S(x) for SHA-256 of the UTF-8 of x:",
      "  the secret is the first 20 bytes of S(\"otp-filter proof secret user<n>\")",
      "  the device's id is the first 16 bytes of S(\"otp-filter proof device user<n>\"), in hex",
      "  codes are those of RFC 6238 with SHA-1, 6 digits, 30 s"
    })
public final class Seed implements Callable<Integer> {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--users", required = true, description = "how many users")
  private long users;

  @Option(names = "--events", description = "rows of otp_event (${DEFAULT-VALUE})")
  private long events;

  @Option(
      names = "--recovery-codes",
      description =
          "of each user (${DEFAULT-VALUE}); they take the room of real ones, no code fits")
  private int recoveryCodes = 10;

  private final PrintStream out = System.out;
  private long begun;

  @Override
  public Integer call() throws SQLException {
    makeTables();
    try (Connection connection = database.connect()) {
      if (hasUsers(connection)) {
        out.println("refused: there are users already; Seed fills an empty database only");
        return 1;
      }
      connection.setAutoCommit(false);
      fill(connection);
      connection.commit();
      connection.setAutoCommit(true);
      if (isPostgresql(connection)) {
        begin();
        try (Statement statement = connection.createStatement()) {
          statement.execute("VACUUM ANALYZE");
        }
        end("vacuum and analyze");
      }
    }
    return 0;
  }

  /** By the product itself, as at its start. */
  private void makeTables() {
    StoreSettings settings =
        new StoreSettings(
            null, database.url, database.user, database.password, Path.of("unused"), true, "seed");
    SealingKeys keys = SealingKeys.parse(List.of(database.secretKey), new Randomness());
    Store.open(settings, keys, Clock.systemUTC()).close();
  }

  private static boolean isPostgresql(Connection connection) throws SQLException {
    return connection.isWrapperFor(PGConnection.class);
  }

  private static boolean hasUsers(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT COUNT(*) > 0 FROM (SELECT 1 FROM otp_user LIMIT 1) u")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private void fill(Connection connection) throws SQLException {
    TableKeys keys = isPostgresql(connection) ? TableKeys.dropped(connection) : null;
    SeedRows rows =
        new SeedRows(connection, database.secretKey, Clock.systemUTC().instant(), users);
    begin();
    rows.users();
    end(users + " users");
    rows.devices();
    end(users + " devices");
    rows.recoveryCodes(recoveryCodes);
    end(users * recoveryCodes + " recovery codes");
    rows.failureDays();
    rows.events(events);
    end(events + " events");
    if (keys != null) {
      keys.make(connection);
      end("keys and indexes");
    }
  }

  private void begin() {
    begun = System.nanoTime();
  }

  private void end(String what) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    out.println(what + ": " + String.format(Locale.ROOT, "%.1f s", seconds));
    begin();
  }

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Seed()).execute(args));
  }
}
