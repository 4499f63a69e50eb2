package org.otpfilter.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One session at both nodes at the same moment. Either store writes a session as a whole, so that
 * what the one node did is undone by the other, which still holds an older copy. Whatever is lost
 * or comes back, nothing may open that no code has opened.
 */
abstract class OneSessionContract extends TwoNodes {
  static final Duration REVOCATION = Duration.ofSeconds(5);

  private final boolean revives;
  private Wire one;
  private Wire two;

  /**
   * The contract for a container.
   *
   * @param revives whether its store inserts a session that meanwhile was ended elsewhere; this is
   *     the container's, and shown in docs/reliability.md
   */
  OneSessionContract(Node.Container container, boolean revives) {
    super(container);
    this.revives = revives;
  }

  @BeforeEach
  void connect() {
    one = new Wire(first.port());
    two = new Wire(second.port());
  }

  @AfterEach
  void disconnect() {
    one.close();
    two.close();
  }

  /** Holds that session at node 2, as it is now, until {@link #letGo}. */
  private Wire held(Browser browser) throws IOException {
    Wire wire = new Wire(second.port());
    browser.beginNote(wire, "two", "held");
    return wire;
  }

  private static void letGo(Wire held) throws IOException {
    assertThat(held.finish("held").status()).isEqualTo(200);
    held.close();
  }

  @Test
  void oldIdWhenHeldDuringVerificationThenItStaysUnverified() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Browser browser = atChallenge(newUser(), one);
      Browser old = browser.copy();
      Wire held = held(browser);
      assertThat(browser.verify(one)).isTrue();
      letGo(held);

      assertThat(old.page(one)).as("round %d", round).isEqualTo(revives ? 403 : 401);
      assertThat(old.page(two)).as("round %d", round).isIn(401, 403);
      assertThat(browser.page(one)).isEqualTo(200);
      assertThat(browser.page(two)).isEqualTo(200);
    }
  }

  @Test
  void oldIdWhenRacingWithVerificationThenItStaysUnverified() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      SeededUser user = newUser();
      Browser browser = atChallenge(user, one);
      Browser old = browser.copy();
      CyclicBarrier together = new CyclicBarrier(2);
      Future<?> racing =
          threads.submit(
              () -> {
                together.await();
                for (int i = 0; i < 5; i++) {
                  assertThat(old.note(two, "two", "a").status()).isIn(200, 401);
                  assertThat(old.page(two)).isIn(401, 403);
                }
                return null;
              });
      together.await();
      assertThat(browser.answer(one, user.wrongCode(step()))).isEqualTo(403);
      assertThat(browser.page(one)).isEqualTo(403);
      assertThat(browser.verify(one)).isTrue();
      racing.get();

      for (Wire wire : List.of(one, two)) {
        assertThat(old.page(wire)).as("round %d", round).isIn(401, 403);
        assertThat(browser.page(wire)).isEqualTo(200);
      }
    }
  }

  @Test
  void verifiedSessionWhenUsedAtBothThenItIsServedByBoth() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Browser browser = verified(newUser(), one);
      Browser same = browser.copy();
      CyclicBarrier together = new CyclicBarrier(2);
      Future<?> other = threads.submit(() -> useAtOnce(same, two, together));
      useAtOnce(browser, one, together);
      other.get();
      assertThat(browser.page(two)).isEqualTo(200);
    }
  }

  private static Void useAtOnce(Browser browser, Wire wire, CyclicBarrier together)
      throws Exception {
    together.await();
    for (int i = 0; i < 5; i++) {
      assertThat(browser.note(wire, "both", "a").status()).isEqualTo(200);
      assertThat(browser.page(wire)).isEqualTo(200);
    }
    return null;
  }

  @Test
  void attributeWhenWrittenAtOneWhileTheOtherHoldsTheSessionThenItIsLost() throws Exception {
    Browser browser = verified(newUser(), one);
    Wire held = held(browser);
    assertThat(browser.note(one, "one", "lost").status()).isEqualTo(200);
    letGo(held);

    assertThat(browser.note(one, "one", "").text()).isEqualTo("null");
    assertThat(browser.note(one, "two", "").text()).isEqualTo("held");
    assertThat(browser.page(one)).isEqualTo(200);
  }

  @Test
  void signOutWhenTheOtherHoldsTheSessionThenItIsTheStoresWhetherItIsOver() throws Exception {
    for (String logout : List.of("/otp/logout", "/logout")) {
      Browser browser = verified(newUser(), one);
      Browser copy = browser.copy();
      assertThat(browser.open(one, "/otp/devices").status()).isEqualTo(200);
      Wire held = held(browser);
      assertThat(browser.post(one, logout, "").status()).isIn(204, 303);
      assertSoon(copy, one, 401, 200);
      if (!revives) {
        // one copy for all requests at a node; Tomcat lets them wait for each other instead
        assertThat(copy.page(two)).as("of the copy that is held").isEqualTo(200);
      }
      letGo(held);

      assertSoon(copy, one, revives ? 200 : 401, 200);
      assertSoon(copy, two, revives ? 200 : 401, 200);
    }
  }

  @Test
  void otherUserWhenSignedInWhileTheOtherHoldsTheSessionThenServedNothing() throws Exception {
    SeededUser user = newUser();
    SeededUser other = newUser();
    Browser browser = verified(user, one);
    Wire held = held(browser);
    assertThat(browser.ask(one, "/login", "user=" + other.name()).status()).isEqualTo(204);
    assertThat(browser.page(one)).as("without a code of the other").isEqualTo(403);
    letGo(held);

    // the whole session is that of the first user again, sign-in and mark: nothing is mixed
    assertThat(browser.page(one)).isEqualTo(200);
    assertThat(browser.page(two)).isEqualTo(200);
    assertThat(browser.ask(two, "/login", "user=" + other.name()).status()).isEqualTo(204);
    assertSoon(browser, one, 403, 200);
    assertSoon(browser, two, 403, 200);
  }

  @Test
  void markWhenRevokedWhileTheOtherHoldsTheSessionThenItDoesNotComeBack() throws Exception {
    SeededUser user = newUser();
    Browser owner = verified(user, one);
    byte[] secret = enrolSecondDevice(owner, one);
    Browser thief = atChallenge(user, one);
    // that device's present step is burnt by its enrolment, the next is within the window
    assertThat(thief.answer(one, SeededUser.code(secret, step() + 1))).isEqualTo(200);
    Wire held = held(thief);
    removeFirstDevice(owner, one);
    long removed = System.nanoTime();
    while (thief.page(one) == 200) {
      assertThat(Duration.ofNanos(System.nanoTime() - removed)).isLessThan(REVOCATION);
      Thread.onSpinWait();
    }
    letGo(held);

    while (thief.page(two) == 200) {
      assertThat(Duration.ofNanos(System.nanoTime() - removed)).isLessThan(REVOCATION);
      Thread.onSpinWait();
    }
    assertThat(thief.page(one)).isEqualTo(403);
    assertThat(owner.page(two)).as("who removed it goes on").isEqualTo(200);
  }
}
