package org.otpfilter.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.otpfilter.oath.Base32;

/**
 * Two server processes on one PostgreSQL, sessions shared by Jetty's JDBC store. {@code
 * -Dproof.rounds=200} for more rounds of one code against both.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TwoNodesIT {
  private static final int ROUNDS = Integer.getInteger("proof.rounds", 20);
  private static final Duration REVOCATION = Duration.ofSeconds(5);

  private final AtomicLong nextUser = new AtomicLong();
  private final AtomicLong nextAddress = new AtomicLong();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Rig rig;
  private Rig.Running first;
  private Rig.Running second;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    rig = Rig.start(folder, ROUNDS + 500L, List.of("--recovery-codes=1"), System.out);
    first = node();
    second = node();
  }

  private Rig.Running node() throws IOException {
    return rig.node("--sessions=jdbc", "--set=trusted-proxies=127.0.0.1/32");
  }

  @AfterAll
  void stop() {
    threads.shutdownNow();
    if (rig != null) {
      rig.close();
    }
  }

  private SeededUser newUser() {
    return new SeededUser(nextUser.getAndIncrement());
  }

  /** Signed in and before the challenge, at one node. */
  private Browser atChallenge(SeededUser user, Wire wire) throws IOException {
    Browser browser = Browser.behindProxy(user, Browser.Kind.JSON, nextAddress.getAndIncrement());
    assertThat(browser.signIn(wire)).isEqualTo(204);
    assertThat(browser.openChallenge(wire)).isEqualTo(200);
    return browser;
  }

  private static long step() {
    return SeededUser.step(System.currentTimeMillis());
  }

  @Test
  @Order(1)
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
  @Order(2)
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
  @Order(3)
  void deviceWhenRemovedAtOneThenSessionsEndAtTheOther() throws Exception {
    SeededUser user = newUser();
    try (Wire one = new Wire(first.port());
        Wire two = new Wire(second.port())) {
      Browser owner = atChallenge(user, one);
      assertThat(owner.verify(one)).isTrue();
      byte[] secret = enrolSecondDevice(owner, one);
      Browser thief = atChallenge(user, two);
      // that device's present step is burnt by its enrolment, the next is within the window
      assertThat(thief.answer(two, SeededUser.code(secret, step() + 1))).isEqualTo(200);
      assertThat(thief.page(two)).isEqualTo(200);
      assertThat(thief.page(one)).isEqualTo(200);

      assertThat(owner.open(one, "/otp/devices").status()).isEqualTo(200);
      String fields = "action=remove&device=" + user.deviceId();
      assertThat(owner.post(one, "/otp/devices", fields).status()).isEqualTo(200);
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

  private static byte[] enrolSecondDevice(Browser owner, Wire wire) throws IOException {
    String shown = Journeys.secretOf(owner.open(wire, "/otp/enrol"));
    byte[] secret = Base32.decode(shown).orElseThrow();
    String fields = "name=second&code=" + SeededUser.code(secret, step());
    assertThat(owner.post(wire, "/otp/enrol", fields).status()).isEqualTo(200);
    return secret;
  }

  @Test
  @Order(4)
  void nodeWhenKilledUnderLoadThenNoSessionAndNoFailureIsLost() throws Exception {
    List<Browser> verified = new ArrayList<>();
    try (Wire one = new Wire(first.port());
        Wire two = new Wire(second.port())) {
      for (int i = 0; i < 40; i++) {
        Wire wire = i % 2 == 0 ? one : two;
        Browser browser = atChallenge(newUser(), wire);
        assertThat(browser.verify(wire)).isTrue();
        verified.add(browser);
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
