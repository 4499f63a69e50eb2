package org.otpfilter.proof.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.otpfilter.proof.SeededUser;
import org.otpfilter.proof.Wire;

/** The checker sees what it is for: each kind of damage, made by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InvariantsIT {
  private Scene scene;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    scene = Scene.set(DatabaseServer.Kind.postgresql.start(folder, List.of()), 100);
  }

  @AfterAll
  void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  /** One user's visit, undamaged. */
  private Story visit() throws Exception {
    Journal journal = new Journal();
    SeededUser user = new SeededUser(scene.newUser());
    try (Wire wire = new Wire(scene.port())) {
      assertThat(new Visitor(wire, journal, () -> true).visit(user)).isTrue();
    }
    assertThat(journal.violations()).isEmpty();
    assertThat(check(journal.stories().get(0))).isEmpty();
    return journal.stories().get(0);
  }

  private List<String> check(Story story) throws SQLException {
    return scene.invariants().check(List.of(story)).violations();
  }

  private void damage(String sql, Story story) throws SQLException {
    scene.server().run(List.of(sql.replace("$KEY", "'" + story.user().key() + "'")));
  }

  @Test
  void checkWhenAStepGoesBackThenItTells() throws Exception {
    Story story = visit();
    damage("UPDATE otp_device SET last_step = last_step - 1 WHERE user_key = $KEY", story);
    assertThat(check(story)).anyMatch(line -> line.contains("became"));
  }

  @Test
  void checkWhenAStepIsReachedTwiceThenItTells() throws Exception {
    Story story = visit();
    damage("UPDATE otp_device SET last_step = last_step - 1 WHERE user_key = $KEY", story);
    damage("UPDATE otp_device SET last_step = last_step + 1 WHERE user_key = $KEY", story);
    assertThat(check(story)).anyMatch(line -> line.contains("was accepted twice"));
  }

  @Test
  void checkWhenAnAcceptedCodeHasLeftNoTraceThenItTells() throws Exception {
    Story story = visit();
    damage("DELETE FROM otp_event WHERE event = 'code-accepted' AND user_key = $KEY", story);
    assertThat(check(story))
        .anyMatch(line -> line.contains("0 accepted codes in events, but 1 steps"))
        .anyMatch(line -> line.contains("told 1 times that a code was accepted"));
  }

  @Test
  void checkWhenAFailureIsNotCountedThenItTells() throws Exception {
    Story story = visit();
    damage("UPDATE otp_failure_day SET failures = failures - 1 WHERE user_key = $KEY", story);
    assertThat(check(story))
        .anyMatch(line -> line.contains("2 refused codes in events, but 1 failures"));
  }

  @Test
  void checkWhenMoreIsStoredThanWasBroughtThenItTells() throws Exception {
    Story story = visit();
    story.wasNotAnswered();
    assertThat(check(story)).as("one attempt without an answer explains none").isEmpty();
    String copy =
        "INSERT INTO otp_event (at, event, user_key, node, occurrences)"
            + " SELECT at, 'code-refused', user_key, node, 2 FROM otp_event"
            + " WHERE event = 'code-accepted' AND user_key = $KEY";
    damage(copy, story);
    damage("UPDATE otp_failure_day SET failures = failures + 2 WHERE user_key = $KEY", story);
    assertThat(check(story))
        .anyMatch(line -> line.contains("2 attempts stored that were never brought"));
  }

  @Test
  void checkWhenARefusalHasLeftNoTraceThenItTells() throws Exception {
    Story story = visit();
    damage("DELETE FROM otp_event WHERE event = 'code-refused' AND user_key = $KEY", story);
    damage("UPDATE otp_failure_day SET failures = failures - 1 WHERE user_key = $KEY", story);
    assertThat(check(story))
        .anyMatch(line -> line.contains("told 2 times that a code was refused"));
  }

  @Test
  void checkWhenTheCounterThatThrottlesIsLostThenItTells() throws Exception {
    Story story = visit();
    damage("UPDATE otp_user SET failures = 0 WHERE user_key = $KEY", story);
    assertThat(check(story)).anyMatch(line -> line.contains("0 failures stand in the user's row"));
  }

  @Test
  void checkWhenARightCodeWasRefusedForNothingThenItTells() throws Exception {
    Story story = visit();
    story.wasSpentUnseen();
    assertThat(check(story)).anyMatch(line -> line.contains("nothing had spent it"));
  }

  @Test
  void checkWhenSomebodyElseIsBlamedThenItTells() throws Exception {
    Story story = visit();
    String other = new SeededUser(99).key();
    String blame =
        "INSERT INTO otp_event (at, event, user_key, node, occurrences)"
            + " SELECT at, 'code-refused', '%s', node, 1 FROM otp_event"
            + " WHERE event = 'code-accepted' AND user_key = $KEY";
    damage(blame.formatted(other), story);
    assertThat(check(story)).contains("somebody else has something stored: " + other);
    damage("DELETE FROM otp_event WHERE user_key = '" + other + "'", story);
  }
}
