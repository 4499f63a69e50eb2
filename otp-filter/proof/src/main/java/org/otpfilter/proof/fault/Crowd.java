package org.otpfilter.proof.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.otpfilter.proof.Browser;
import org.otpfilter.proof.SeededUser;
import org.otpfilter.proof.Wire;
import org.otpfilter.proof.fault.Journal.Ask;

/** Threads that bring codes, more than the product's pool has connections, and one that works. */
final class Crowd implements AutoCloseable {
  private static final int VISITORS = 16;

  private final int port;
  private final LongSupplier users;
  private final Journal journal = new Journal();
  private final List<Visitor> visitors = new ArrayList<>();
  private final AtomicLongArray lastBegun = new AtomicLongArray(VISITORS);
  private final AtomicLongArray visits = new AtomicLongArray(VISITORS);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> working = new ArrayList<>();
  private volatile boolean goesOn = true;

  /**
   * Comes together.
   *
   * @param users numbers of seeded users, each once
   * @param verified sessions that are to work all the time
   */
  Crowd(int port, LongSupplier users, List<Browser> verified) {
    this.port = port;
    this.users = users;
    for (int i = 0; i < VISITORS; i++) {
      int index = i;
      Wire wire = new Wire(port);
      Visitor visitor = new Visitor(wire, journal, () -> goesOn);
      visitors.add(visitor);
      working.add(threads.submit(() -> visit(index, visitor, wire)));
    }
    working.add(threads.submit(() -> work(verified)));
  }

  private void visit(int index, Visitor visitor, Wire wire) {
    try (wire) {
      while (goesOn) {
        long begun = System.nanoTime();
        if (visitor.visit(new SeededUser(users.getAsLong()))) {
          lastBegun.set(index, begun);
          visits.incrementAndGet(index);
        }
      }
    } catch (IOException e) {
      journal.violated("no answer to a visitor: " + e);
    }
  }

  private void work(List<Browser> verified) {
    try (Wire wire = new Wire(port)) {
      for (int i = 0; goesOn; i = (i + 1) % verified.size()) {
        long begun = System.nanoTime();
        int status = verified.get(i).page(wire);
        journal.saw(Ask.page, status, begun);
        if (status != 200) {
          journal.violated("a verified session was answered with " + status);
        }
        // a person, not a machine: the rest of the time is for those who bring codes
        LockSupport.parkNanos(2_000_000);
      }
    } catch (IOException e) {
      journal.violated("no answer to a verified session: " + e);
    }
  }

  /** What it saw so far. */
  Journal journal() {
    return journal;
  }

  /** Who is at the challenge at the moment. */
  @Nullable SeededUser present(int index) {
    return visitors.get(index % VISITORS).present();
  }

  /** Whether every visitor has ended a visit that began after that instant. */
  boolean visitedSince(long nanoTime) {
    for (int i = 0; i < VISITORS; i++) {
      if (visits.get(i) == 0 || lastBegun.get(i) - nanoTime < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether nobody has given up. */
  boolean isWhole() {
    return !goesOn || working.stream().noneMatch(Future::isDone);
  }

  /** Sends it home, and waits until nobody is left. */
  @Override
  public void close() {
    goesOn = false;
    threads.shutdown();
    try {
      for (Future<?> one : working) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a visitor failed", e);
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
