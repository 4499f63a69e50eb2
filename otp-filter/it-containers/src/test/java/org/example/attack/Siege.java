package org.example.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends attacks, many at a time, and finds those by which protected content was served. */
public final class Siege {
  private static final int REUSING = 6;
  private static final int ALONE = 24;

  private final Site site;

  Siege(Site site) {
    this.site = site;
  }

  /**
   * What came of it.
   *
   * @param sent how many attacks there were
   * @param answered how many got an answer
   * @param served those that were answered with the canary, or for which the site counted it
   */
  public record Outcome(int sent, int answered, List<Attack> served) {
    /** Both. */
    Outcome and(Outcome other) {
      List<Attack> both = new ArrayList<>(served);
      both.addAll(other.served);
      return new Outcome(sent + other.sent, answered + other.answered, both);
    }
  }

  Outcome run(List<Attack> attacks) throws IOException, InterruptedException {
    List<Attack> reusing = attacks.stream().filter(Attack::reuse).toList();
    List<Attack> alone = attacks.stream().filter(attack -> !attack.reuse()).toList();
    return counted(reusing, REUSING).and(counted(alone, ALONE));
  }

  /** As {@link #run}, and if the site counts more than was seen, searches for what nobody saw. */
  private Outcome counted(List<Attack> attacks, int sockets)
      throws IOException, InterruptedException {
    long before = site.served();
    Outcome seen = send(attacks, sockets);
    long unseen = site.served() - before - seen.served.size();
    if (unseen <= 0 || !seen.served.isEmpty()) {
      return seen;
    }
    return new Outcome(seen.sent, seen.answered, search(attacks));
  }

  private List<Attack> search(List<Attack> attacks) throws IOException, InterruptedException {
    long before = site.served();
    send(attacks, Math.min(REUSING, attacks.size()));
    if (site.served() == before) {
      return List.of();
    }
    if (attacks.size() == 1) {
      return attacks;
    }
    int half = attacks.size() / 2;
    List<Attack> found = new ArrayList<>(search(attacks.subList(0, half)));
    found.addAll(search(attacks.subList(half, attacks.size())));
    if (found.isEmpty()) {
      found.add(Attack.alone("something among " + attacks.size() + " that does not repeat", ""));
    }
    return found;
  }

  private Outcome send(List<Attack> attacks, int sockets) throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Callable<Outcome>> workers = new ArrayList<>();
    for (int i = 0; i < Math.min(sockets, attacks.size()); i++) {
      workers.add(() -> work(attacks, next));
    }
    Outcome outcome = new Outcome(0, 0, List.of());
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, workers.size()));
    try {
      for (Future<Outcome> done : threads.invokeAll(workers)) {
        outcome = outcome.and(done.get());
      }
    } catch (ExecutionException e) {
      throw new IOException("the siege broke off: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
    return outcome;
  }

  private Outcome work(List<Attack> attacks, AtomicInteger next) throws IOException {
    List<Attack> served = new ArrayList<>();
    int sent = 0;
    int answered = 0;
    try (Wire wire = new Wire(site)) {
      for (int i = next.getAndIncrement(); i < attacks.size(); i = next.getAndIncrement()) {
        Reply reply = wire.exchange(attacks.get(i));
        sent++;
        answered += reply.raw().isEmpty() ? 0 : 1;
        if (reply.holds(site.layout().canary())) {
          served.add(attacks.get(i));
        }
      }
    }
    return new Outcome(sent, answered, served);
  }
}
