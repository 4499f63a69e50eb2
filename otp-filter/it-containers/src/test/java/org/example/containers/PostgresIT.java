package org.example.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database of the operator's, with its driver in {@code WEB-INF/lib} beside our one jar. */
@Tag("postgresql")
final class PostgresIT {
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException {
    Authenticator.assumeInstalled();
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_9", "TOMCAT_10", "JETTY_9", "JETTY_12_1_EE10"})
  void applicationWithADriverOfItsOwnWhenRedeployedThenNoConnectionStays(Model model)
      throws SQLException {
    String database = "otp_" + model.name().toLowerCase(Locale.ROOT);
    execute("create database " + database);
    War war = War.of("pg", descriptor(database)).library(Kit.postgresDriver());

    Container container = Container.start(model, List.of(war));
    try {
      SecondFactor alice = new SecondFactor(container, war, SignIn.FORM, "alice");
      alice.enrol();
      alice.challenge();
      alice.recover();
      long open = connections(database);
      assertThat(open).isPositive();
      for (int i = 0; i < 3; i++) {
        assertThat(container.redeploy(war)).isTrue();
        new SecondFactor(container, war, SignIn.FORM, "user" + i).enrol();
      }
      awaitConnections(database, open);

      container.undeploy(war);
      awaitConnections(database, 0);
      Probe probe = new Probe(container);
      probe.awaitWebapps(container.ownApplications());
      assertThat(probe.productThreads()).isEmpty();
      assertThat(container.leaks()).isEmpty();
    } finally {
      container.close();
    }
  }

  private static Descriptor descriptor(String database) {
    return Descriptor.of(SignIn.FORM)
        .setting("jdbc-url", server.getJdbcUrl("postgres", database))
        .setting("jdbc-user", "postgres")
        .setting("jdbc-password", "postgres")
        .setting("secret-key", "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
  }

  private static void awaitConnections(String database, long expected) {
    Kit.await(
        Duration.ofSeconds(30),
        () -> connections(database) == expected,
        () -> connections(database) + " connections, not " + expected);
  }

  private static long connections(String database) {
    String question = "select count(*) from pg_stat_activity where datname = '" + database + "'";
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
  }
}
