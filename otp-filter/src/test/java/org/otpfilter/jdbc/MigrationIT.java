package org.otpfilter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otpfilter.testing.Database;
import org.otpfilter.testing.TestDatabase;
import org.otpfilter.user.UserId;

/** The schema's ways into a database: by itself, by a DBA's hand, and both. */
class MigrationIT {

  private static Store open(Database database, boolean migrate) {
    return Store.open(
        StoreContract.settings(database, migrate), StoreContract.keys("k1"), Clock.systemUTC());
  }

  /** Opens the store and writes with it. */
  private static void assertWorks(Database database, boolean migrate) {
    UserId user = StoreContract.newUser("alice");
    try (Store store = open(database, migrate)) {
      long epoch = store.devices().transact(user, ledger -> ledger.raiseEpoch());
      assertThat(epoch).isEqualTo(1);
    }
  }

  private static long number(Database database, String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void startWhenTheDatabaseIsEmptyThenItMigratesOnce(TestDatabase kind) throws SQLException {
    Database database = kind.fresh();

    assertWorks(database, true);
    assertWorks(database, true);
    assertWorks(database, false);

    assertThat(number(database, "SELECT COUNT(*) FROM otp_user")).isEqualTo(3);
    assertThat(number(database, "SELECT COUNT(*) FROM otp_schema")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void startWhenOthersHaveTablesThereThenTheyStay(TestDatabase kind) throws SQLException {
    Database database = kind.fresh();
    Scripts.apply(
        database,
        List.of(
            "CREATE TABLE flyway_schema_history (a INT)",
            "INSERT INTO flyway_schema_history VALUES (7)"));

    assertWorks(database, true);

    assertThat(number(database, "SELECT a FROM flyway_schema_history")).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource
  void scriptWhenAppliedByHandThenEveryWayOfStartingWorks(TestDatabase kind) throws SQLException {
    Database database = kind.fresh();
    Scripts.apply(database, Scripts.statements(kind));
    Scripts.apply(database, Scripts.statements(kind));

    assertWorks(database, false);
    assertWorks(database, true);
    assertWorks(database, true);
    assertWorks(database, false);

    assertThat(number(database, "SELECT COUNT(*) FROM otp_user")).isEqualTo(4);
    assertThat(number(database, "SELECT MAX(version) FROM otp_schema")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void scriptWhenStoppedHalfWayThenItCanBeRunAgain(TestDatabase kind) throws SQLException {
    List<String> statements = Scripts.statements(kind);
    // new databases are slow to make in PostgreSQL, and psql -1 does not stop half-way
    int stride = kind == TestDatabase.POSTGRESQL ? 4 : 1;
    for (int done = 1; done < statements.size(); done += stride) {
      Database byHand = kind.fresh();
      Scripts.apply(byHand, statements.subList(0, done));
      assertThatThrownBy(() -> open(byHand, false))
          .isInstanceOf(StoreStartException.class)
          .hasMessageContaining("V1__schema.sql");
      Scripts.apply(byHand, statements);
      assertWorks(byHand, false);

      Database byItself = kind.fresh();
      Scripts.apply(byItself, statements.subList(0, done));
      assertWorks(byItself, true);
    }
  }

  @ParameterizedTest
  @EnumSource
  void startWhenTheTablesAreMissingThenTheMessageSaysWhatToDo(TestDatabase kind)
      throws SQLException {
    Database database = kind.fresh();

    assertThatThrownBy(() -> open(database, false))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("are missing")
        .hasMessageContaining("V1__schema.sql of sql/" + Scripts.folder(kind))
        .hasMessageContaining("migrate=true");

    // and nothing was made in passing
    Scripts.apply(database, List.of("CREATE TABLE otp_schema_history (a INT)"));
  }

  @ParameterizedTest
  @EnumSource
  void startWhenTheTablesAreOfAnotherVersionThenTheMessageSaysWhich(TestDatabase kind)
      throws SQLException {
    Database database = kind.fresh();
    assertWorks(database, true);
    Scripts.apply(
        database, List.of("INSERT INTO otp_schema SELECT 99, applied_at FROM otp_schema"));

    for (boolean migrate : new boolean[] {true, false}) {
      assertThatThrownBy(() -> open(database, migrate))
          .isInstanceOf(StoreStartException.class)
          .hasMessageContaining("version 99, this jar knows 1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void startWhenATableIsGoneThenTheMessageNamesIt(TestDatabase kind) throws SQLException {
    Database database = kind.fresh();
    assertWorks(database, true);
    Scripts.apply(database, List.of("DROP TABLE otp_event"));

    assertThatThrownBy(() -> open(database, true))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("INSERT on otp_event")
        .hasMessageNotContaining("otp_device");
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void startWhenOnlyTheDocumentedRightsAreGrantedThenItWorks(TestDatabase kind)
      throws SQLException {
    Database owner = kind.fresh();
    Scripts.apply(owner, Scripts.statements(kind));
    String name = "app_" + StoreContract.RANDOM.id().substring(0, 12);
    Database app = new Database(owner.jdbcUrl().replaceAll("[?].*", ""), name, "app");
    String grantee = kind == TestDatabase.MARIADB ? name + "@'%'" : name;
    Scripts.apply(
        owner,
        List.of(
            kind == TestDatabase.MARIADB
                ? "CREATE USER " + grantee + " IDENTIFIED BY 'app'"
                : "CREATE ROLE " + grantee + " LOGIN PASSWORD 'app'",
            "GRANT SELECT, INSERT, UPDATE ON otp_user TO " + grantee,
            "GRANT SELECT, INSERT, UPDATE, DELETE ON otp_device TO " + grantee,
            "GRANT SELECT, INSERT, UPDATE, DELETE ON otp_recovery_code TO " + grantee,
            "GRANT INSERT ON otp_event TO " + grantee,
            "GRANT SELECT ON otp_schema TO " + grantee));

    assertThatThrownBy(() -> open(app, false))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("DELETE on otp_failure_day")
        .hasMessageNotContaining("otp_device")
        .hasMessageNotContaining("otp_event");

    Scripts.apply(
        owner, List.of("GRANT SELECT, INSERT, UPDATE, DELETE ON otp_failure_day TO " + grantee));
    assertWorks(app, false);
  }
}
