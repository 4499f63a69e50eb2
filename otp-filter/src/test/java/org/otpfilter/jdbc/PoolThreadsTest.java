package org.otpfilter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class PoolThreadsTest {
  private final PoolThreads threads = new PoolThreads();

  @Test
  void endWhenAwaitedThenEveryThreadIsDead() {
    CountDownLatch start = new CountDownLatch(1);
    Thread[] some = new Thread[20];
    for (int i = 0; i < some.length; i++) {
      some[i] =
          threads.newThread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      some[i].start();
    }

    start.countDown();
    threads.awaitEnd();

    assertThat(some).noneMatch(Thread::isAlive);
  }

  @Test
  void endWhenAThreadWasNeverStartedThenDoesNotWaitForIt() {
    Thread idle = threads.newThread(() -> {});

    threads.awaitEnd();

    assertThat(idle.isDaemon()).isTrue();
    assertThat(idle.getState()).isEqualTo(Thread.State.NEW);
  }
}
