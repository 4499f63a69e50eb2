package org.otpfilter.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Threads with a kept connection each to one node. They count answers that are not as expected. */
final class Crew implements AutoCloseable {
  private final List<Wire> wires = new ArrayList<>();
  private final ExecutorService threads;
  private final LongAdder wrong = new LongAdder();

  /** What a thread does over and over; false for a wrong answer. */
  interface Work {
    boolean once(Wire wire) throws IOException;
  }

  /** What it does with each of a list. */
  interface WorkOn<T> {
    boolean once(Wire wire, T item) throws IOException;
  }

  Crew(int port, int size) {
    for (int i = 0; i < size; i++) {
      wires.add(new Wire(port));
    }
    threads = Executors.newFixedThreadPool(size);
  }

  /** Each item once, whichever thread is free. */
  <T> Latencies each(List<T> items, WorkOn<T> work) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    return together(
        index -> {
          Latencies latencies = new Latencies();
          for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
            T item = items.get(i);
            timed(latencies, wires.get(index), wire -> work.once(wire, item));
          }
          return latencies;
        });
  }

  /** For so long; thread i does work i. */
  Latencies during(double seconds, List<Work> works) throws InterruptedException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    return together(
        index -> {
          Latencies latencies = new Latencies();
          while (System.nanoTime() < end) {
            timed(latencies, wires.get(index), works.get(index));
          }
          return latencies;
        });
  }

  private void timed(Latencies latencies, Wire wire, Work work) {
    long begun = System.nanoTime();
    boolean right;
    try {
      right = work.once(wire);
    } catch (IOException e) {
      right = false;
    }
    latencies.add(System.nanoTime() - begun);
    if (!right) {
      wrong.increment();
    }
  }

  private interface OfThread {
    Latencies run(int index);
  }

  private Latencies together(OfThread work) throws InterruptedException {
    List<Callable<Latencies>> calls = new ArrayList<>();
    for (int i = 0; i < wires.size(); i++) {
      int index = i;
      calls.add(() -> work.run(index));
    }
    Latencies all = new Latencies();
    try {
      for (Future<Latencies> done : threads.invokeAll(calls)) {
        all.merge(done.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread of the load failed", e);
    }
    return all;
  }

  /** Answers so far that were not as expected, or did not come. */
  long wrong() {
    return wrong.sum();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    wires.forEach(Wire::close);
  }
}
