package org.otpfilter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.EventType;
import org.otpfilter.mark.EnrolmentView.Enrolled;
import org.otpfilter.testing.SettableClock;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserNames;

class RecorderTest {
  private static final Instant START = Instant.parse("2030-01-01T12:00:00Z");
  private static final UserId ALICE = user("alice");

  private final SettableClock clock = new SettableClock(START);
  private final List<AuditEvent> events = new ArrayList<>();
  private final Map<UserId, Enrolled> enrolled = new HashMap<>();
  private int lookUps;
  private final Recorder recorder = recorder(true);

  private Recorder recorder(boolean reporting) {
    return new Recorder(reporting, this::enrolled, events::add, clock);
  }

  private Enrolled enrolled(UserId user) {
    lookUps++;
    return enrolled.getOrDefault(user, Enrolled.NO);
  }

  private static UserId user(String name) {
    return UserNames.folded().identify(name);
  }

  private static Sighting sighting(@Nullable UserId user, String path, Reason reason) {
    return new Sighting(user, Place.of("", "/* verified", path), reason, ClientKind.BROWSER);
  }

  private void see(@Nullable UserId user, String path, Reason reason) {
    recorder.later(sighting(user, path, reason), "192.0.2.1");
  }

  @Test
  void requestsWhenAlikeThenAreCountedWithFirstAndLast() {
    enrolled.put(ALICE, Enrolled.YES);
    see(ALICE, "/a/b/1", Reason.OTP_REQUIRED);
    clock.advance(Duration.ofMinutes(1));
    see(ALICE, "/a/b/2", Reason.OTP_REQUIRED);
    recorder.flush(false);
    clock.advance(Duration.ofMinutes(1));
    see(ALICE, "/a/b/3", Reason.OTP_REQUIRED);
    recorder.flush(false);

    Snapshot snapshot = recorder.snapshot();
    assertThat(snapshot.rows())
        .containsExactly(
            new Snapshot.Row(
                sighting(ALICE, "/a/b/x", Reason.OTP_REQUIRED), 3, START, START.plusSeconds(120)));
    assertThat(snapshot.requests()).isEqualTo(3);
    assertThat(snapshot.users()).isEqualTo(1);
    assertThat(snapshot.notEnrolled()).isEmpty();
    assertThat(snapshot.merged()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "OTP_REQUIRED, YES,     otp-required",
    "OTP_REQUIRED, NO,      enrolment-required",
    "OTP_REQUIRED, UNKNOWN, otp-required",
    "UNAVAILABLE,  YES,     otp-required",
    "UNAVAILABLE,  NO,      -",
    "UNAVAILABLE,  UNKNOWN, unavailable",
    "TOO_OLD,      YES,     too-old"
  })
  void decisionWhenItDidNotWaitForTheStoreThenIsSettledAfterwards(
      Reason reason, Enrolled known, String settled) {
    enrolled.put(ALICE, known);
    see(ALICE, "/a", reason);
    recorder.flush(false);

    assertThat(recorder.snapshot().rows().stream().map(r -> r.sighting().reason().text()))
        .isEqualTo(settled.equals("-") ? List.of() : List.of(settled));
    assertThat(recorder.snapshot().notEnrolled()).hasSize(known == Enrolled.NO ? 1 : 0);
  }

  @Test
  void tableWhenRequestsGoOnThenGetsTheFirstAtOnceAndTheRestHourly() {
    for (int second = 0; second < 7_000; second += 2) {
      see(ALICE, "/poll", Reason.OTP_REQUIRED);
      recorder.flush(false);
      clock.advance(Duration.ofSeconds(2));
    }
    assertThat(events).extracting(AuditEvent::count).containsExactly(1, 1800);
    assertThat(events.get(1).type()).isEqualTo(EventType.REQUEST_WOULD_BE_DENIED);
    assertThat(events.get(1).at()).isEqualTo(START.plusSeconds(2));
    assertThat(events.get(1).user()).isEqualTo(ALICE);
    assertThat(events.get(1).detail())
        .isEqualTo("enrolment-required for browser at /poll by rule /* verified");

    recorder.close();
    assertThat(events).extracting(AuditEvent::count).containsExactly(1, 1800, 1699);
  }

  @Test
  void floodWhenEverythingDiffersThenMemoryAndTableAreBoundedAndNothingIsLost() {
    for (int i = 0; i < 30_000; i++) {
      recorder.later(sighting(user("user" + i), "/page" + i, Reason.OTP_REQUIRED), null);
      if (i % 5_000 == 4_999) {
        recorder.flush(false);
      }
    }
    Snapshot snapshot = recorder.snapshot();

    assertThat(snapshot.requests()).isEqualTo(30_000);
    assertThat(snapshot.rows().stream().mapToLong(Snapshot.Row::count).sum()).isEqualTo(30_000);
    assertThat(snapshot.rows().size()).isLessThan(2_600);
    assertThat(snapshot.users()).isLessThanOrEqualTo(10_000);
    assertThat(snapshot.merged()).isTrue();
    assertThat(events.size()).isLessThan(2_600);
  }

  @Test
  void storeWhenAwayThenIsAskedOnceForAWholeRound() {
    for (int i = 0; i < 1_000; i++) {
      UserId user = user("user" + i);
      enrolled.put(user, Enrolled.UNKNOWN);
      see(user, "/a", Reason.OTP_REQUIRED);
    }
    recorder.flush(false);

    assertThat(lookUps).isEqualTo(1);
    assertThat(recorder.snapshot().requests()).isEqualTo(1_000);
    assertThat(recorder.snapshot().notEnrolled()).isEmpty();
  }

  @Test
  void userWhenEnrolledLaterThenIsNoLongerListed() {
    see(ALICE, "/a", Reason.OTP_REQUIRED);
    recorder.flush(false);
    assertThat(recorder.snapshot().notEnrolled())
        .extracting(Snapshot.Person::user)
        .containsExactly(ALICE);

    enrolled.put(ALICE, Enrolled.YES);
    recorder.flush(false);
    assertThat(recorder.snapshot().notEnrolled()).isEmpty();
  }

  @Test
  void storeWhenNobodyReadsThenIsNotAskedAgainAboutUsersWhoWereSeen() {
    for (int i = 0; i < 25; i++) {
      enrolled.put(user("user" + i), Enrolled.NO);
      see(user("user" + i), "/a", Reason.ENROLMENT_REQUIRED);
    }
    recorder.flush(false);
    assertThat(lookUps).isEqualTo(25);
    recorder.flush(false);
    assertThat(lookUps).isEqualTo(25);

    assertThat(recorder.snapshot().notEnrolled()).hasSize(25);
    for (int expected : new int[] {35, 45, 50, 50, 50}) {
      recorder.flush(false);
      assertThat(lookUps).isEqualTo(expected);
    }
  }

  @Test
  void sightingsWhenAMonthOldThenAreForgotten() {
    see(ALICE, "/a", Reason.OTP_REQUIRED);
    recorder.flush(false);
    clock.advance(Duration.ofDays(31));
    recorder.flush(false);

    assertThat(recorder.snapshot().rows()).isEmpty();
    assertThat(recorder.snapshot().users()).isZero();
    assertThat(recorder.snapshot().requests()).isEqualTo(1);
  }

  @Test
  void denialsWhenRealThenTheTableIsNotToldTwice() {
    Recorder enforcing = recorder(false);
    enforcing.later(sighting(ALICE, "/a", Reason.OTP_REQUIRED), null);
    enforcing.flush(false);
    enforcing.close();

    assertThat(events).isEmpty();
    assertThat(enforcing.snapshot().rows()).hasSize(1);
  }

  @Test
  void linesWhenNamesAreHostileThenStayLines() {
    see(user("eve\n12 \"root\": \u202E"), "/a", Reason.OTP_REQUIRED);
    recorder.flush(false);

    assertThat(recorder.snapshot().lines(10))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).doesNotContain("\n", "\u202E"))
        .anySatisfy(line -> assertThat(line).startsWith("1 \"eve\\u000a12 \\\"root\\\": "));
  }

  @Test
  void usersWhenStrangersAskForManyPathsThenAreStillToldApart() {
    for (int i = 0; i < 2 * Summary.MOST_ROWS; i++) {
      see(null, "/x" + i + "y", Reason.SIGN_IN_REQUIRED);
      if (i % 500 == 0) {
        recorder.flush(false);
      }
    }
    see(ALICE, "/reports/a", Reason.OTP_REQUIRED);
    recorder.flush(false);

    assertThat(recorder.snapshot().rows())
        .filteredOn(row -> ALICE.equals(row.sighting().user()))
        .singleElement()
        .satisfies(row -> assertThat(row.sighting().place().path()).isEqualTo("/reports/a"));
    assertThat(recorder.snapshot().requests()).isEqualTo(2L * Summary.MOST_ROWS + 1);
  }
}
