package org.otpfilter.proof.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.otpfilter.proof.Browser;
import org.otpfilter.proof.SeededUser;
import org.otpfilter.proof.Wire;

/**
 * The clock of the server that the node runs on steps, while it runs: the wall clock of the whole
 * process, by libfaketime. Time that only passes, which JVMs measure with another clock, goes on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClockIT {
  /** Less than {@code pending-for}, which goes by this clock too: who is at the challenge stays. */
  private static final Duration STEP = Duration.ofMinutes(9);

  private Path stamp;
  private Scene scene;
  private int port;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Optional<Path> library = library();
    Tools.need(library.isPresent() ? Optional.empty() : Optional.of("libfaketime"));
    stamp = Files.writeString(folder.resolve("stamp"), "+0\n");
    scene = Scene.set(DatabaseServer.Kind.postgresql.start(folder.resolve("db"), List.of()), 1_000);
    port =
        scene.node(
            List.of(
                "env",
                "LD_PRELOAD=" + library.orElseThrow(),
                "FAKETIME_TIMESTAMP_FILE=" + stamp,
                "FAKETIME_NO_CACHE=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1"),
            "--session-seconds=-1");
  }

  private static Optional<Path> library() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
      return folders
          .map(folder -> folder.resolve("faketime/libfaketimeMT.so.1"))
          .filter(Files::exists)
          .findFirst();
    }
  }

  @BeforeEach
  void rightTime() throws IOException {
    clock(Duration.ZERO);
  }

  @AfterAll
  void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  /** Sets the node's clock so far from the real one, in one step. */
  private void clock(Duration off) throws IOException {
    Path next = stamp.resolveSibling("next");
    Files.writeString(next, (off.isNegative() ? "" : "+") + off.toSeconds() + "\n");
    Files.move(next, stamp, StandardCopyOption.ATOMIC_MOVE);
  }

  private static long step(Duration off) {
    return SeededUser.step(Instant.now().plus(off).toEpochMilli());
  }

  private Browser atChallenge(SeededUser user, Wire wire) throws IOException {
    Browser browser = Browser.behindProxy(user, Browser.Kind.JSON, scene.newUser());
    assertThat(browser.signIn(wire)).isEqualTo(204);
    assertThat(browser.openChallenge(wire)).isEqualTo(200);
    return browser;
  }

  private SeededUser newUser() {
    return new SeededUser(scene.newUser());
  }

  @Test
  void spentCodesWhenTheClockStepsBackThenTheyStaySpent() throws Exception {
    try (Wire wire = new Wire(port)) {
      SeededUser user = newUser();
      long now = step(Duration.ZERO);
      Browser browser = atChallenge(user, wire);
      assertThat(browser.answer(wire, user.code(now))).isEqualTo(200);

      clock(STEP.negated());

      Browser thief = atChallenge(user, wire);
      assertThat(thief.answer(wire, user.code(now))).as("spent").isEqualTo(403);
      long then = step(STEP.negated());
      assertThat(thief.answer(wire, user.code(then))).as("older than spent").isEqualTo(403);
      assertThat(thief.page(wire)).isEqualTo(403);
      assertThat(browser.page(wire)).as("who was verified").isEqualTo(200);

      clock(Duration.ZERO);

      assertThat(thief.answer(wire, user.code(now))).as("spent, right again").isEqualTo(403);
      assertThat(thief.answer(wire, user.code(now + 1))).as("unspent, right again").isEqualTo(200);
      assertThat(browser.page(wire)).isEqualTo(200);
    }
  }

  @Test
  void codesWhenTheClockIsWrongThenAreRefusedUntilItIsRight() throws Exception {
    try (Wire wire = new Wire(port)) {
      for (Duration off : List.of(STEP, STEP.negated())) {
        SeededUser user = newUser();
        clock(off);
        Browser browser = atChallenge(user, wire);
        assertThat(browser.answer(wire, user.code(step(Duration.ZERO)))).isEqualTo(403);
        assertThat(browser.page(wire)).isEqualTo(403);

        clock(Duration.ZERO);

        assertThat(browser.verify(wire)).as("the same code, nothing restarted").isTrue();
        assertThat(browser.page(wire)).isEqualTo(200);
      }
    }
  }

  /** A code of the future, which a phone cannot have shown, is taken while the clock says so. */
  @Test
  void deviceWhenTheClockWasAheadThenItsStepsDoNotComeAgain() throws Exception {
    try (Wire wire = new Wire(port)) {
      SeededUser user = newUser();
      clock(STEP);
      Browser browser = atChallenge(user, wire);
      assertThat(browser.answer(wire, user.code(step(STEP)))).isEqualTo(200);

      clock(Duration.ZERO);

      Browser other = atChallenge(user, wire);
      assertThat(other.answer(wire, user.code(step(Duration.ZERO)))).isEqualTo(403);
      assertThat(browser.page(wire)).as("verified in what is now the future").isEqualTo(200);
    }
  }

  @Test
  void waitsWhenTheClockStepsThenAreOverWhenItSaysSo() throws Exception {
    try (Wire wire = new Wire(port)) {
      SeededUser user = newUser();
      Browser browser = atChallenge(user, wire);
      for (int i = 0; i < 5; i++) {
        assertThat(browser.answer(wire, user.wrongCode(step(Duration.ZERO)))).isEqualTo(403);
      }
      String right = user.code(step(Duration.ZERO));
      assertThat(browser.answer(wire, right)).as("a wait of 30 s").isEqualTo(429);

      clock(STEP.negated());
      assertThat(browser.answer(wire, user.code(step(STEP.negated())))).isEqualTo(429);
      clock(STEP);
      assertThat(browser.answer(wire, user.wrongCode(step(STEP)))).as("over").isEqualTo(403);
    }
  }

  /** The life of a verification is absolute: twelve hours by the clock of the node. */
  @Test
  void marksWhenTheClockStepsThenEndByItAndStayEnded() throws Exception {
    try (Wire wire = new Wire(port)) {
      Browser browser = atChallenge(newUser(), wire);
      assertThat(browser.verify(wire)).isTrue();

      clock(Duration.ofHours(12).plusMinutes(1));
      assertThat(browser.page(wire)).as("too old").isEqualTo(403);
      clock(Duration.ZERO);
      assertThat(browser.page(wire)).as("what was over once stays over").isEqualTo(403);
      assertThat(browser.openChallenge(wire)).isEqualTo(200);
    }
  }
}
