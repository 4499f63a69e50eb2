package org.otpfilter.proof.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.otpfilter.proof.SeededUser;

/**
 * Reads the tables after a fault and compares them with what the users were told. An answer that
 * did not come leaves open whether its attempt was stored; every other one does not:
 *
 * <ul>
 *   <li>no device's step went backwards or stood still, and no step was reached twice;
 *   <li>every accepted code moved a step and has its event, and nothing else did or has;
 *   <li>every refused code was counted, and nothing else was.
 * </ul>
 */
final class Invariants {
  private final DatabaseServer server;
  private final Set<String> expected = new HashSet<>();

  private record Step(String device, long was, long became) {}

  Invariants(DatabaseServer server) {
    this.server = server;
  }

  /** Makes the server write down every step of every device, from now on. */
  void watch() throws SQLException {
    server.run(server.stepTrigger());
  }

  /** What they found. */
  record Report(List<String> violations, long storedUnseen, long unknown) {}

  /** Checks the stories of users who did nothing else. */
  Report check(List<Story> stories) throws SQLException {
    Stored stored = read();
    List<String> violations = new ArrayList<>();
    long unseen = 0;
    long unknown = 0;
    for (Story story : stories) {
      unseen += check(story, stored, violations);
      unknown += story.unknown();
    }
    bystanders(stories, stored, violations);
    return new Report(violations, unseen, unknown);
  }

  /** By device, and by user key. */
  private record Stored(
      Map<String, List<Step>> steps,
      Map<String, Long> accepted,
      Map<String, Long> refused,
      Map<String, Long> failures,
      Map<String, UserRow> users) {}

  /** What is left of a user's attempts in the row that admits or refuses the next one. */
  private record UserRow(long failures, boolean locked, long epoch, long devices) {}

  private Stored read() throws SQLException {
    Stored stored =
        new Stored(
            new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    try (Connection connection = server.administrator();
        Statement statement = connection.createStatement()) {
      for (Step step : steps(statement)) {
        stored.steps.computeIfAbsent(step.device, d -> new ArrayList<>()).add(step);
      }
      count(statement, events("'code-accepted'"), stored.accepted);
      count(statement, events("'code-refused', 'code-replayed'"), stored.refused);
      // what was seeded is older
      count(
          statement,
          "SELECT user_key, SUM(failures) FROM otp_failure_day WHERE utc_day >= '"
              + LocalDate.now(ZoneOffset.UTC).minusDays(1)
              + "' GROUP BY user_key",
          stored.failures);
      users(statement, stored.users);
    }
    return stored;
  }

  private static void users(Statement statement, Map<String, UserRow> users) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT u.user_key, u.failures, u.locked_at, u.epoch,"
                + " (SELECT COUNT(*) FROM otp_device d WHERE d.user_key = u.user_key)"
                + " FROM otp_user u")) {
      while (row.next()) {
        boolean locked = row.getTimestamp(3) != null;
        users.put(
            row.getString(1), new UserRow(row.getLong(2), locked, row.getLong(4), row.getLong(5)));
      }
    }
  }

  /** Answers how many attempts are stored that were not answered. */
  private static long check(Story story, Stored stored, List<String> violations) {
    SeededUser user = story.user();
    List<Step> moved = stored.steps.getOrDefault(user.deviceId(), List.of());
    long accepted = stored.accepted.getOrDefault(user.key(), 0L);
    long refused = stored.refused.getOrDefault(user.key(), 0L);
    long counted = stored.failures.getOrDefault(user.key(), 0L);
    forward(user, moved, violations);
    equal(user, "accepted codes in events", accepted, "steps", moved.size(), violations);
    equal(user, "refused codes in events", refused, "failures", counted, violations);
    between(user, "accepted", story.accepted(), accepted, story.unknown(), violations);
    between(user, "refused", story.refused(), refused, story.unknown(), violations);
    if (story.isSpentUnseen() && accepted <= story.accepted()) {
      violations.add(user.name() + ": a right code was refused, and nothing had spent it");
    }
    row(story, stored.users.get(user.key()), violations);
    long more = accepted - story.accepted() + refused - story.refused();
    if (more > story.unknown()) {
      violations.add(user.name() + ": " + more + " attempts stored that were never brought");
    }
    return more;
  }

  private static void row(Story story, @Nullable UserRow row, List<String> violations) {
    if (row == null || row.locked || row.epoch != 1 || row.devices != 1) {
      violations.add(story.user().name() + ": the user's row is now " + row);
      return;
    }
    // a visit ends with one refusal after the success that cleared what was before
    long least = story.hasEnded() ? 1 : 0;
    long most = story.hasEnded() ? 1 + story.unknown() : story.refused() + story.unknown();
    if (row.failures < least || row.failures > most) {
      violations.add(
          story.user().name()
              + (": " + row.failures + " failures stand in the user's row, not ")
              + (least + " to " + most));
    }
  }

  /** Users who were never seen have nothing stored against them; those of {@link #expect} may. */
  private void bystanders(List<Story> stories, Stored stored, List<String> violations) {
    stories.forEach(story -> expected.add(story.user().key()));
    Stream.of(stored.accepted, stored.refused, stored.failures)
        .flatMap(counts -> counts.keySet().stream())
        .filter(key -> !expected.contains(key))
        .distinct()
        .forEach(key -> violations.add("somebody else has something stored: " + key));
  }

  /** Something will be stored of this user that no story tells. */
  void expect(SeededUser user) {
    expected.add(user.key());
  }

  private static String events(String types) {
    return "SELECT user_key, SUM(occurrences) FROM otp_event WHERE event IN ("
        + types
        + ") AND node <> 'proof' GROUP BY user_key";
  }

  private static List<Step> steps(Statement statement) throws SQLException {
    List<Step> steps = new ArrayList<>();
    try (ResultSet row = statement.executeQuery("SELECT device, was, became FROM proof_step")) {
      while (row.next()) {
        steps.add(new Step(row.getString(1), row.getLong(2), row.getLong(3)));
      }
    }
    return steps;
  }

  private static void count(Statement statement, String query, Map<String, Long> counts)
      throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        counts.put(row.getString(1), row.getLong(2));
      }
    }
  }

  private static void forward(SeededUser user, List<Step> moved, List<String> violations) {
    Set<Long> reached = new HashSet<>();
    for (Step step : moved) {
      if (step.became <= step.was) {
        violations.add(user.name() + ": step " + step.was + " became " + step.became);
      }
      if (!reached.add(step.became)) {
        violations.add(user.name() + ": step " + step.became + " was accepted twice");
      }
    }
  }

  private static void equal(
      SeededUser user, String what, long one, String with, long other, List<String> violations) {
    if (one != other) {
      violations.add(user.name() + ": " + one + " " + what + ", but " + other + " " + with);
    }
  }

  private static void between(
      SeededUser user, String what, long told, long stored, long unknown, List<String> violations) {
    if (stored < told || stored > told + unknown) {
      violations.add(
          user.name()
              + (": told " + told + " times that a code was " + what)
              + (", and " + unknown + " times nothing; stored are " + stored));
    }
  }
}
