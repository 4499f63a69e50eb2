package org.otpfilter.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.otpfilter.oath.Base32;

/**
 * Two server processes on one PostgreSQL, sessions shared by the container's own JDBC store. {@code
 * -Dproof.rounds=200} for more rounds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoNodes {
  static final int ROUNDS = Integer.getInteger("proof.rounds", 20);

  private static final Duration SOON = Duration.ofSeconds(5);

  final ExecutorService threads = Executors.newCachedThreadPool();
  Rig rig;
  Rig.Running first;
  Rig.Running second;

  private final Node.Container container;
  private final AtomicLong nextUser = new AtomicLong();
  private final AtomicLong nextAddress = new AtomicLong();

  TwoNodes(Node.Container container) {
    this.container = container;
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    rig = Rig.start(folder, ROUNDS * 3L + 500, List.of("--recovery-codes=1"), System.out);
    first = node();
    second = node();
  }

  private Rig.Running node() throws IOException {
    // the note may be written before verification, so that there is something to race with
    return rig.node(
        "--container=" + container,
        "--sessions=jdbc",
        "--set=trusted-proxies=127.0.0.1/32",
        "--set=rules=" + HostPages.NOTE + " open; " + Node.RULES);
  }

  @AfterAll
  void stop() {
    threads.shutdownNow();
    if (rig != null) {
      rig.close();
    }
  }

  final SeededUser newUser() {
    return new SeededUser(nextUser.getAndIncrement());
  }

  /** Signed in and before the challenge, at one node. */
  final Browser atChallenge(SeededUser user, Wire wire) throws IOException {
    Browser browser = Browser.behindProxy(user, Browser.Kind.JSON, nextAddress.getAndIncrement());
    assertThat(browser.signIn(wire)).isEqualTo(204);
    assertThat(browser.openChallenge(wire)).isEqualTo(200);
    return browser;
  }

  final Browser verified(SeededUser user, Wire wire) throws IOException {
    Browser browser = atChallenge(user, wire);
    assertThat(browser.verify(wire)).isTrue();
    return browser;
  }

  static long step() {
    return SeededUser.step(System.currentTimeMillis());
  }

  /**
   * Jetty lets go of a session a little after the answer has left, and the next request at that
   * node, if it is there before, still gets that copy.
   */
  static void assertSoon(Browser browser, Wire wire, int status, int meanwhile) throws IOException {
    long begun = System.nanoTime();
    for (int found = browser.page(wire); found != status; found = browser.page(wire)) {
      assertThat(found).isEqualTo(meanwhile);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
      Thread.onSpinWait();
    }
  }

  static byte[] enrolSecondDevice(Browser owner, Wire wire) throws IOException {
    String shown = Journeys.secretOf(owner.open(wire, "/otp/enrol"));
    byte[] secret = Base32.decode(shown).orElseThrow();
    String fields = "name=second&code=" + SeededUser.code(secret, step());
    assertThat(owner.post(wire, "/otp/enrol", fields).status()).isEqualTo(200);
    return secret;
  }

  static void removeFirstDevice(Browser owner, Wire wire) throws IOException {
    assertThat(owner.open(wire, "/otp/devices").status()).isEqualTo(200);
    String fields = "action=remove&device=" + owner.user().deviceId();
    assertThat(owner.post(wire, "/otp/devices", fields).status()).isEqualTo(200);
  }
}
