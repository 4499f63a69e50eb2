package org.otpfilter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.EventType;
import org.otpfilter.testing.TestDatabase;
import org.otpfilter.throttle.Budget;
import org.otpfilter.user.UserId;

/** What docs/operating.md tells an operator to type, typed as it stands there. */
abstract class OperatingSqlContract extends StoreContract {
  private static final Pattern BLOCK =
      Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL | Pattern.MULTILINE);

  /** How the page heads the reset for a kind of database. */
  private final String reset;

  private final String purge;

  OperatingSqlContract(TestDatabase kind) {
    super(kind);
    this.purge =
        kind == TestDatabase.MARIADB
            ? "**Purge, MariaDB and MySQL**"
            : "**Purge, PostgreSQL and H2**";
    this.reset =
        switch (kind) {
          case H2 -> "**Reset, H2**";
          case POSTGRESQL -> "**Reset, PostgreSQL**";
          case MARIADB -> "**Reset, MariaDB and MySQL**";
        };
  }

  @BeforeEach
  void fail() throws SQLException {
    enrol();
    run(
        ledger -> {
          ledger.admit(Budget.DEFAULT);
          ledger.settleFailure(Budget.DEFAULT);
        });
    assertThat(failures()).isEqualTo(1);
    assertThat(rows("otp_failure_day")).isEqualTo(1);
  }

  @Test
  void userWhenLookedForThenIsFoundByPartOfTheName() throws Exception {
    assertThat(type(block("LOWER(name) LIKE"))).anyMatch(row -> row.contains(user.key().hex()));
  }

  @Test
  void reportWhenAskedForThenShowsWhoWouldHaveBeenStoppedAndWhoHasNoDevice() throws Exception {
    UserId bob = newUser("bob");
    for (UserId seen : List.of(user, bob)) {
      store
          .events()
          .append(
              List.of(
                  AuditEvent.of(
                          EventType.REQUEST_WOULD_BE_DENIED,
                          clock.instant(),
                          seen,
                          AuditEvent.Origin.HOUSE)
                      .because("otp-required for browser at /a by rule /* verified")
                      .times(3)));
    }

    assertThat(type(block("MIN(at) AS first_at")))
        .anyMatch(
            row -> row.startsWith("bob|otp-required for browser at /a by rule /* verified|3|"))
        .anyMatch(row -> row.startsWith("alice|"));
    assertThat(type(block("MIN(e.name) AS name")))
        .contains(bob.key().hex() + "|bob|3")
        .noneMatch(row -> row.contains(user.key().hex()));
  }

  @Test
  void userWhenUnlockedThenMayTryAgainWithTheSameDevice() throws Exception {
    long epoch = account().epoch();

    type(after("**Unlock**"));

    assertThat(failures()).isZero();
    assertThat(rows("otp_failure_day")).isZero();
    assertThat(account().epoch()).isEqualTo(epoch);
    assertThat(devices()).hasSize(1);
  }

  @Test
  void userWhenResetThenHasNothingLeftAndOlderMarksAreWorthless() throws Exception {
    long epoch = account().epoch();

    type(after(reset));

    assertThat(account().epoch()).isGreaterThan(epoch);
    assertThat(devices()).isEmpty();
    assertThat(failures()).isZero();
    assertThat(rows("otp_recovery_code")).isZero();
    assertThat(rows("otp_failure_day")).isZero();
  }

  @Test
  void eventsWhenPurgedThenTheOldOnesAreGone() throws Exception {
    AuditEvent event =
        AuditEvent.of(EventType.STORE_BACK, clock.instant(), null, AuditEvent.Origin.HOUSE);
    Instant before = Instant.parse("2025-12-31T23:59:59.999999Z");
    Instant since = Instant.parse("2026-01-01T00:00:00Z");
    sql("DELETE FROM otp_event");
    store.events().append(List.of(event, event, event));
    sql("UPDATE otp_event SET at = ?", SqlSession.utc(before));
    store.events().append(List.of(event));
    sql("UPDATE otp_event SET at = ? WHERE at > ?", SqlSession.utc(since), SqlSession.utc(before));

    type(after(purge));

    assertThat(number("SELECT COUNT(*) FROM otp_event")).isEqualTo(1);
    assertThat(number("SELECT COUNT(*) FROM otp_event WHERE at = ?", SqlSession.utc(since)))
        .isEqualTo(1);
  }

  private long failures() throws SQLException {
    return number("SELECT failures FROM otp_user WHERE user_key = ?", user.key().hex());
  }

  /** Runs what stands there, on one connection, and tells the rows of the last answer. */
  private List<String> type(String block) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : block.replace("KEY", user.key().hex()).split(";")) {
        if (!sql.isBlank() && statement.execute(sql)) {
          rows.clear();
          try (ResultSet answer = statement.getResultSet()) {
            while (answer.next()) {
              rows.add(row(answer));
            }
          }
        }
      }
    }
    return rows;
  }

  private static String row(ResultSet answer) throws SQLException {
    String[] cells = new String[answer.getMetaData().getColumnCount()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = answer.getString(i + 1);
    }
    return String.join("|", Arrays.asList(cells).stream().map(String::valueOf).toList());
  }

  private static String block(String part) throws IOException {
    return BLOCK
        .matcher(page())
        .results()
        .map(block -> block.group(1))
        .filter(sql -> sql.contains(part))
        .findFirst()
        .orElseThrow();
  }

  private static String after(String heading) throws IOException {
    String page = page();
    int from = page.indexOf(heading);
    assertThat(from).as(heading).isPositive();
    return BLOCK
        .matcher(page.substring(from))
        .results()
        .map((MatchResult block) -> block.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "operating.md"));
  }
}
