package org.example.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many requests at one moment. */
final class Together {
  private Together() {}

  /** One of them. */
  interface Work {
    Reply send(int number) throws Exception;
  }

  /** All answers, in the order of their numbers. */
  static List<Reply> run(int count, Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      CountDownLatch ready = new CountDownLatch(count);
      List<Future<Reply>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        running.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return work.send(number);
                }));
      }
      List<Reply> replies = new ArrayList<>();
      for (Future<Reply> each : running) {
        replies.add(each.get());
      }
      return replies;
    } finally {
      threads.shutdownNow();
    }
  }
}
