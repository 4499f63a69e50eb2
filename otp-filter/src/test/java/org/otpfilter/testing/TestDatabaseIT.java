package org.otpfilter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestDatabaseIT {

  @ParameterizedTest
  @EnumSource
  void freshWhenAskedTwiceThenTheDatabasesShareNothing(TestDatabase kind) throws SQLException {
    assertKeepsARow(kind.fresh());
    assertKeepsARow(kind.fresh());
  }

  @Test
  void h2InFileWhenOpenedAgainThenTheRowIsThere(@TempDir Path folder) throws SQLException {
    Database database = DatabaseServers.h2InFile(folder);

    assertKeepsARow(database);
  }

  private static void assertKeepsARow(Database database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a INT)");
      statement.execute("INSERT INTO t VALUES (7)");
    }
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT a FROM t")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(7);
    }
  }
}
