package org.otpfilter.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What two nodes must do together, each session at one node at a time; and on the same nodes, for
 * their start is what takes long, what one session at both must not do.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class TwoNodesContract extends OneSessionContract {
  TwoNodesContract(Node.Container container, boolean revives) {
    super(container, revives);
  }

  @Test
  void codeWhenBroughtToBothAtOnceThenOneTakesIt() throws Exception {
    try (Wire one = new Wire(first.port());
        Wire two = new Wire(second.port())) {
      int wonByFirst = 0;
      for (int round = 0; round < ROUNDS; round++) {
        SeededUser user = newUser();
        Browser left = atChallenge(user, one);
        Browser right = atChallenge(user, two);
        String code = user.code(step());
        CyclicBarrier together = new CyclicBarrier(2);
        Future<Integer> answer =
            threads.submit(
                () -> {
                  together.await();
                  return left.answer(one, code);
                });
        together.await();
        int of2 = right.answer(two, code);
        int of1 = answer.get();

        assertThat(List.of(of1, of2)).as("round %d", round).containsExactlyInAnyOrder(200, 403);
        wonByFirst += of1 == 200 ? 1 : 0;
        // the winner's session is known at the other node, the loser's is not verified at either
        assertThat(left.page(two)).isEqualTo(of1);
        assertThat(right.page(one)).isEqualTo(of2);
      }
      System.out.println("of " + ROUNDS + " codes node 1 took " + wonByFirst);
    }
  }

  @Test
  void failuresWhenSpreadOverBothThenTheyAddUp() throws Exception {
    SeededUser user = newUser();
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Integer>> answers = new ArrayList<>();
    List<Wire> wires = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Wire wire = new Wire((i % 2 == 0 ? first : second).port());
      wires.add(wire);
      Browser browser = atChallenge(user, wire);
      Callable<Integer> wrong =
          () -> {
            start.await();
            return browser.answer(wire, user.wrongCode(step()));
          };
      answers.add(threads.submit(wrong));
    }
    start.countDown();
    Map<Integer, Integer> counts = new TreeMap<>();
    for (Future<Integer> answer : answers) {
      counts.merge(answer.get(), 1, Integer::sum);
    }

    assertThat(counts).as("five free attempts, whichever node").isEqualTo(Map.of(403, 5, 429, 15));
    assertThat(failures(user)).isEqualTo(5);
    Browser right = atChallenge(user, wires.get(1));
    assertThat(right.answer(wires.get(1), user.code(step()))).as("right code").isEqualTo(429);
    wires.forEach(Wire::close);
  }

  @Test
  void deviceWhenRemovedAtOneThenSessionsEndAtTheOther() throws Exception {
    SeededUser user = newUser();
    try (Wire one = new Wire(first.port());
        Wire two = new Wire(second.port())) {
      Browser owner = verified(user, one);
      byte[] secret = enrolSecondDevice(owner, one);
      Browser thief = atChallenge(user, two);
      // that device's present step is burnt by its enrolment, the next is within the window
      assertThat(thief.answer(two, SeededUser.code(secret, step() + 1))).isEqualTo(200);
      assertThat(thief.page(two)).isEqualTo(200);
      assertThat(thief.page(one)).isEqualTo(200);

      removeFirstDevice(owner, one);
      long removed = System.nanoTime();

      while (thief.page(two) == 200) {
        assertThat(Duration.ofNanos(System.nanoTime() - removed)).isLessThan(REVOCATION);
        Thread.onSpinWait();
      }
      System.out.println(
          "session at the other node ended after "
              + Duration.ofNanos(System.nanoTime() - removed).toMillis()
              + " ms");
      assertThat(thief.page(one)).isEqualTo(403);
      assertThat(owner.page(two)).as("who removed it goes on").isEqualTo(200);
    }
  }

  @Test
  void sessionIdWhenFromBeforeVerificationThenServesNothing() throws Exception {
    try (Wire one = new Wire(first.port());
        Wire two = new Wire(second.port())) {
      for (int round = 0; round < ROUNDS; round++) {
        Browser browser = atChallenge(newUser(), one);
        Browser thief = browser.copy();
        assertThat(thief.page(two)).isEqualTo(403);

        assertThat(browser.verify(one)).isTrue();

        for (Wire wire : List.of(two, one)) {
          assertSoon(thief, wire, 401, 403);
          assertThat(thief.open(wire, "/otp/challenge").status()).isEqualTo(403);
          assertThat(browser.page(wire)).isEqualTo(200);
        }
      }
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void nodeWhenKilledUnderLoadThenNoSessionAndNoFailureIsLost() throws Exception {
    List<Browser> verified = new ArrayList<>();
    try (Wire one = new Wire(first.port());
        Wire two = new Wire(second.port())) {
      for (int i = 0; i < 40; i++) {
        Wire wire = i % 2 == 0 ? one : two;
        verified.add(verified(newUser(), wire));
      }
    }
    Map<SeededUser, Integer> answered = new ConcurrentHashMap<>();
    LongAdder pages = new LongAdder();
    CountDownLatch loaded = new CountDownLatch(60);
    List<Future<?>> load = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      load.add(threads.submit(() -> wrongCodesUntilKilled(answered, loaded)));
      Browser browser = verified.get(i * 2);
      load.add(threads.submit(() -> pagesUntilKilled(browser, pages)));
    }
    loaded.await();
    first.process().kill();
    for (Future<?> thread : load) {
      thread.get();
    }

    int counted = 0;
    for (Map.Entry<SeededUser, Integer> user : answered.entrySet()) {
      int failures = failures(user.getKey());
      // one may have been committed whose answer the kill has swallowed
      assertThat(failures).isBetween(user.getValue(), user.getValue() + 1);
      counted += failures;
    }
    try (Wire two = new Wire(second.port())) {
      for (Browser browser : verified) {
        assertThat(browser.page(two)).as(browser.user().name()).isEqualTo(200);
      }
    }
    System.out.println(
        "killed after "
            + pages
            + " pages; failures answered: "
            + answered.values().stream().mapToInt(Integer::intValue).sum()
            + ", counted: "
            + counted);
  }

  private void wrongCodesUntilKilled(Map<SeededUser, Integer> answered, CountDownLatch loaded) {
    try (Wire wire = new Wire(first.port())) {
      while (true) {
        SeededUser user = newUser();
        Browser browser = atChallenge(user, wire);
        for (int i = 0; i < 4; i++) {
          if (browser.answer(wire, user.wrongCode(step())) == 403) {
            answered.merge(user, 1, Integer::sum);
            loaded.countDown();
          }
        }
      }
    } catch (IOException e) {
      // killed
    }
  }

  private void pagesUntilKilled(Browser browser, LongAdder pages) {
    try (Wire wire = new Wire(first.port())) {
      while (browser.page(wire) == 200) {
        pages.increment();
      }
      throw new AssertionError("a verified session was refused");
    } catch (IOException e) {
      // killed
    }
  }

  private int failures(SeededUser user) throws SQLException {
    try (Connection connection = rig.connect();
        PreparedStatement query =
            connection.prepareStatement("SELECT failures FROM otp_user WHERE user_key = ?")) {
      query.setString(1, user.key());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
