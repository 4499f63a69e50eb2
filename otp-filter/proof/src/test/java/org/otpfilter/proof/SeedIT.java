package org.otpfilter.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs start as processes of their own, and agree on users, keys and codes. */
final class SeedIT {

  @Test
  void seededUserWhenCodeIsRightThenPageOnceAndNoReplay(@TempDir Path folder) throws Exception {
    try (Jvm postgres = Jvm.start(List.of(), Postgres.class, List.of("--folder=" + folder))) {
      String url = "--jdbc-url=" + postgres.line().split(" ")[1];
      List<String> seeding = List.of(url, "--users=20", "--events=100");
      try (Jvm seed = Jvm.start(List.of(), Seed.class, seeding)) {
        assertThat(seed.exit()).as(seed.log()).isZero();
      }
      try (Jvm again = Jvm.start(List.of(), Seed.class, seeding)) {
        assertThat(again.line()).startsWith("refused");
        assertThat(again.exit()).isEqualTo(1);
      }
      try (Jvm node = Jvm.start(List.of(), Node.class, List.of(url))) {
        try (Wire wire = new Wire(Integer.parseInt(node.line()))) {
          verify(wire, new SeededUser(0));
          verify(wire, new SeededUser(19));
        }
      }
    }
  }

  private static void verify(Wire wire, SeededUser user) throws Exception {
    Browser browser = new Browser(user);
    Browser second = new Browser(user);
    assertThat(browser.page(wire)).as("nobody signed in: the application's answer").isEqualTo(401);
    assertThat(browser.signIn(wire)).isEqualTo(204);
    assertThat(browser.page(wire)).as("without a code").isEqualTo(403);
    assertThat(second.signIn(wire)).isEqualTo(204);
    assertThat(second.openChallenge(wire)).isEqualTo(200);
    assertThat(browser.openChallenge(wire)).isEqualTo(200);

    long step = SeededUser.step(System.currentTimeMillis());
    assertThat(browser.answer(wire, user.wrongCode(step))).isEqualTo(403);
    assertThat(browser.answer(wire, user.code(step))).isEqualTo(200);
    assertThat(browser.page(wire)).isEqualTo(200);
    assertThat(second.answer(wire, user.code(step))).as("replayed").isEqualTo(403);
    assertThat(second.page(wire)).isEqualTo(403);
  }
}
