package org.otpfilter.jdbc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * The threads of a pool. When the pool has closed they have nothing left to do, but may not have
 * ended yet, and a container that looks at that moment takes them for a leak. Thread-safe.
 */
final class PoolThreads implements ThreadFactory {
  private static final long LONGEST_END_MILLIS = 1_000;

  private final Set<Thread> made = ConcurrentHashMap.newKeySet();

  @Override
  public Thread newThread(Runnable work) {
    made.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
    Thread thread = new Thread(work, "otp-filter-pool");
    thread.setDaemon(true);
    made.add(thread);
    return thread;
  }

  /** Waits until all of them have ended, a second for each at most. */
  void awaitEnd() {
    try {
      for (Thread thread : made) {
        thread.join(LONGEST_END_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
