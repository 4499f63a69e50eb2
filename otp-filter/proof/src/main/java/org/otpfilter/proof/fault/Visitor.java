package org.otpfilter.proof.fault;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.otpfilter.proof.Browser;
import org.otpfilter.proof.SeededUser;
import org.otpfilter.proof.Wire;
import org.otpfilter.proof.fault.Journal.Ask;

/**
 * Users one after the other: each knocks unverified, types a wrong code, then right ones until one
 * is answered, asks for the page, and lets somebody else try the spent code in another session.
 * Whatever is answered is compared with what may be.
 */
final class Visitor {
  private final Wire wire;
  private final Journal journal;
  private final BooleanSupplier goesOn;
  private final AtomicReference<@Nullable SeededUser> present = new AtomicReference<>();

  Visitor(Wire wire, Journal journal, BooleanSupplier goesOn) {
    this.wire = wire;
    this.journal = journal;
    this.goesOn = goesOn;
  }

  /** Who is at it. */
  @Nullable SeededUser present() {
    return present.get();
  }

  /** One user's visit; false if it ended before its end because the crowd goes home. */
  boolean visit(SeededUser user) throws IOException {
    Story story = new Story(user);
    journal.began(story);
    present.set(user);
    Browser browser = newSession(user, 0);
    if (!open(browser)) {
      return false;
    }
    code(story, browser, user.wrongCode(now()), -1, false);
    Outcome outcome = untilAnswered(story, browser);
    if (outcome == Outcome.UNANSWERED) {
      return false;
    }
    if (outcome == Outcome.SPENT_UNSEEN) {
      closed(browser, "whose code was spent unseen");
      return true;
    }
    verified(browser);
    Browser other = newSession(user, 1);
    if (!open(other)) {
      return false;
    }
    int last = code(story, other, user.code(story.highestStep()), story.highestStep(), false);
    closed(other, "who brought a spent code");
    if (last == 403) {
      story.ended();
    }
    return true;
  }

  private enum Outcome {
    VERIFIED,
    SPENT_UNSEEN,
    UNANSWERED
  }

  /** Refused it can be only if an attempt before, whose answer did not come, has spent it. */
  private Outcome untilAnswered(Story story, Browser browser) throws IOException {
    int lost = 0;
    while (goesOn.getAsBoolean()) {
      long step = now();
      int status = code(story, browser, browser.user().code(step), step, true);
      if (status == 200) {
        return Outcome.VERIFIED;
      }
      if (status != 503) {
        if (lost == 0) {
          journal.violated(browser.user().name() + "'s right code was answered with " + status);
        }
        story.wasSpentUnseen();
        return Outcome.SPENT_UNSEEN;
      }
      lost++;
    }
    return Outcome.UNANSWERED;
  }

  private Browser newSession(SeededUser user, int number) throws IOException {
    Browser browser = Browser.behindProxy(user, Browser.Kind.JSON, user.number() * 2 + number);
    expect(204, browser.signIn(wire), "the application's login");
    closed(browser, "who only has a password");
    return browser;
  }

  /** The page is not served. */
  private void closed(Browser browser, String who) throws IOException {
    long begun = System.nanoTime();
    int status = browser.page(wire);
    journal.saw(Ask.door, status, begun);
    if (status != 403 && status != 503) {
      journal.violated("the page answered " + status + " to " + browser.user().name() + ", " + who);
    }
  }

  private void verified(Browser browser) throws IOException {
    long begun = System.nanoTime();
    int status = browser.page(wire);
    journal.saw(Ask.page, status, begun);
    expect(200, status, "the page of a verified session");
  }

  /** The challenge; asked for again until it comes. */
  private boolean open(Browser browser) throws IOException {
    while (goesOn.getAsBoolean()) {
      long begun = System.nanoTime();
      int status = browser.openChallenge(wire);
      journal.saw(Ask.challenge, status, begun);
      if (status == 200) {
        return true;
      }
      expect(503, status, "the challenge");
    }
    return false;
  }

  private int code(Story story, Browser browser, String code, long step, boolean right)
      throws IOException {
    long begun = System.nanoTime();
    int status = browser.answer(wire, code);
    journal.saw(Ask.code, status, begun);
    switch (status) {
      case 200 -> {
        story.wasAccepted(step);
        if (!right) {
          journal.violated("a wrong or spent code of " + browser.user().name() + " was accepted");
        }
      }
      case 403 -> story.wasRefused();
      case 503 -> story.wasNotAnswered();
      default -> journal.violated("a code was answered with " + status);
    }
    return status;
  }

  private void expect(int expected, int status, String what) {
    if (status != expected) {
      journal.violated(what + " was answered with " + status);
    }
  }

  private static long now() {
    return SeededUser.step(System.currentTimeMillis());
  }
}
