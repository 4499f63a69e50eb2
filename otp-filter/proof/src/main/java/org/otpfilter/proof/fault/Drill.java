package org.otpfilter.proof.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.otpfilter.proof.fault.Journal.Ask;

/** One fault: a crowd comes, the thing breaks, is mended, and the tables are read. */
final class Drill {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_NANOS = 20_000_000;

  private final Scene scene;
  private final Duration hold;

  /**
   * Drills.
   *
   * @param hold how long the fault lasts at least; it lasts until it has struck in any case
   */
  Drill(Scene scene, Duration hold) {
    this.scene = scene;
    this.hold = hold;
  }

  /**
   * What came of it.
   *
   * @param visits users who came
   * @param refusedFor seconds after the mending in which somebody was still told 503
   * @param servedAfter seconds after the mending until each visitor had been served as a whole
   * @param storedUnseen attempts that were stored though they were answered with 503
   * @param unknown attempts that were answered with 503
   */
  record Outcome(
      String fault,
      int visits,
      Told codes,
      Told challenges,
      Told pages,
      double refusedFor,
      double servedAfter,
      long storedUnseen,
      long unknown,
      List<String> violations) {}

  /** All answers to one kind of question, and the longest wait for one in milliseconds. */
  record Told(String answers, double longest) {}

  private static Told told(Journal journal, Ask ask) {
    return new Told(journal.answers(ask), journal.longestMillis(ask));
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  Outcome run(String name, Fault broken) throws Exception {
    List<String> violations = new ArrayList<>();
    long mended;
    long served;
    Crowd crowd = scene.gather();
    Journal journal = crowd.journal();
    try (crowd;
        Fault fault = broken) {
      long start = System.nanoTime();
      await("the crowd is served before anything is broken", () -> crowd.visitedSince(start));
      if (journal.refusals() > 0) {
        violations.add(journal.refusals() + " were refused before anything was broken");
      }
      strike(fault);
      mended = System.nanoTime();
      await("all are served again", () -> crowd.visitedSince(mended));
      served = System.nanoTime();
    }
    violations.addAll(journal.violations());
    Invariants.Report report = scene.invariants().check(journal.stories());
    violations.addAll(report.violations());
    return new Outcome(
        name,
        journal.stories().size(),
        told(journal, Ask.code),
        told(journal, Ask.challenge),
        told(journal, Ask.page),
        journal.refusedUntil(mended),
        (served - mended) / 1e9,
        report.storedUnseen(),
        report.unknown(),
        violations);
  }

  private void strike(Fault fault) throws Exception {
    boolean ended = false;
    try {
      fault.begin();
      long begun = System.nanoTime();
      await("the fault strikes", () -> fault.hasStruck() && passed(begun, hold));
      ended = true;
      fault.end();
    } finally {
      if (!ended) {
        fault.end(); // the next drill is to find everything whole
      }
    }
  }

  private static boolean passed(long since, Duration time) {
    return System.nanoTime() - since >= time.toNanos();
  }

  private void await(String what, Condition condition) throws Exception {
    long begun = System.nanoTime();
    while (!condition.holds()) {
      if (passed(begun, PATIENCE.plus(hold)) || !scene.crowd().isWhole()) {
        throw new IllegalStateException(
            "waited in vain until "
                + what
                + "; the users saw: codes "
                + scene.crowd().journal().answers(Ask.code)
                + "; broken promises: "
                + scene.crowd().journal().violations()
                + "; the node says:\n"
                + scene.logs());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
