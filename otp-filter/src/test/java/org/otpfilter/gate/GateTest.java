package org.otpfilter.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.otpfilter.device.DeviceId;
import org.otpfilter.device.DeviceStore;
import org.otpfilter.device.EpochSource;
import org.otpfilter.device.StoreUnavailableException;
import org.otpfilter.device.UserAccount;
import org.otpfilter.device.UserLedger;
import org.otpfilter.mark.EnrolmentView;
import org.otpfilter.mark.Epochs;
import org.otpfilter.mark.Mark;
import org.otpfilter.policy.Policy;
import org.otpfilter.testing.SettableClock;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserKey;
import org.otpfilter.user.UserNames;

class GateTest {
  private static final UserNames NAMES = UserNames.folded();
  private static final UserId ALICE = NAMES.identify("alice");
  private static final UserId BOB = NAMES.identify("bob");
  private static final Duration PENDING_FOR = Duration.ofMinutes(10);

  private final SettableClock clock = new SettableClock(Instant.parse("2030-01-01T12:00:00Z"));
  private final Set<UserId> enrolled = new HashSet<>();
  private final List<String> told = new ArrayList<>();
  private final FakeVisit visit = new FakeVisit();
  private long nanos;
  private boolean storeDown;
  private Map<UserKey, Long> changed = Map.of();

  private final Epochs epochs = new Epochs(Source::new, () -> nanos, Duration.ofHours(12));

  private final class Source implements EpochSource {
    @Override
    public Map<UserKey, Long> changedWithin(Duration back) {
      return changed;
    }

    @Override
    public void close() {}
  }

  private final class Accounts implements DeviceStore {
    @Override
    public UserAccount find(UserId user) {
      if (storeDown) {
        throw new StoreUnavailableException("down", new IllegalStateException("down"));
      }
      var device =
          new UserAccount.Entry(
              new DeviceId("0123456789abcdef0123456789abcdef"), "phone", 6, clock.instant());
      return new UserAccount(
          user.name(),
          1,
          enrolled.contains(user) ? List.of(device) : List.of(),
          0,
          new UserAccount.Standing(null, false, null));
    }

    @Override
    public <T> T transact(UserId user, Function<UserLedger, T> work) {
      throw new UnsupportedOperationException("a gate changes nothing");
    }
  }

  private final class Told implements Events<FakeVisit> {
    @Override
    public void markOfAnotherUser(FakeVisit seen, UserId owner) {
      told.add("mark of " + owner.name());
    }

    @Override
    public void userGone(FakeVisit seen) {
      told.add("user gone");
    }
  }

  private Gate<FakeVisit> gate(String rules, boolean optional, boolean partly) {
    epochs.look();
    Policy policy =
        Policy.parse(
            rules,
            problem -> {
              throw new IllegalArgumentException(problem);
            },
            warning -> {});
    var settings =
        new GateSettings(
            policy, optional, Duration.ofHours(12), PENDING_FOR, partly, "/login"::equals);
    return new Gate<>(
        new Gate.Parts(settings, epochs, new EnrolmentView(new Accounts(), epochs), clock),
        new FakeVisits(),
        new Told());
  }

  private Decision decide(String requirement) {
    return gate("/* " + requirement, false, false).decide(visit);
  }

  private Mark mark(UserId user, Duration age) {
    return mark(user, age, false, false);
  }

  private Mark mark(UserId user, Duration age, boolean secure, boolean constrained) {
    return Mark.of(user, 1, "device", clock.instant().minus(age), secure, constrained, "");
  }

  /** Nobody's, the user's young, old and worn-out mark, and another user's. */
  private @Nullable Mark mark(String kind) {
    return switch (kind) {
      case "young" -> mark(ALICE, Duration.ofSeconds(30));
      case "old" -> mark(ALICE, Duration.ofHours(1));
      case "over" -> mark(ALICE, Duration.ofHours(12));
      case "other" -> mark(BOB, Duration.ofSeconds(30));
      default -> null;
    };
  }

  @ParameterizedTest
  @CsvSource({
    // requirement, user, mark, device, required enrolment, optional enrolment
    "open,                     nobody, none,  no,  PASS, PASS",
    "open,                     alice,  none,  no,  PASS, PASS",
    "open,                     alice,  none,  yes, PASS, PASS",
    "if-enrolled,              nobody, none,  no,  PASS, PASS",
    "if-enrolled,              alice,  none,  no,  PASS, PASS",
    "if-enrolled,              alice,  none,  yes, OTP_REQUIRED, OTP_REQUIRED",
    "if-enrolled,              alice,  other, yes, OTP_REQUIRED, OTP_REQUIRED",
    "if-enrolled,              alice,  young, yes, PASS, PASS",
    "if-enrolled within 5m,    alice,  old,   yes, TOO_OLD, TOO_OLD",
    "if-enrolled within 5m,    alice,  none,  no,  PASS, PASS",
    "verified,                 nobody, none,  no,  PASS, PASS",
    "verified,                 alice,  none,  no,  ENROLMENT_REQUIRED, PASS",
    "verified,                 alice,  none,  yes, OTP_REQUIRED, OTP_REQUIRED",
    "verified,                 alice,  over,  yes, OTP_REQUIRED, OTP_REQUIRED",
    "verified,                 alice,  other, yes, OTP_REQUIRED, OTP_REQUIRED",
    "verified,                 alice,  other, no,  ENROLMENT_REQUIRED, PASS",
    "verified,                 alice,  young, yes, PASS, PASS",
    "verified,                 alice,  old,   yes, PASS, PASS",
    "verified within 5m,       nobody, none,  no,  PASS, PASS",
    "verified within 5m,       alice,  none,  no,  ENROLMENT_REQUIRED, PASS",
    "verified within 5m,       alice,  old,   yes, TOO_OLD, TOO_OLD",
    "verified within 5m,       alice,  young, yes, PASS, PASS",
    "verified-only,            nobody, none,  no,  SIGN_IN_REQUIRED, SIGN_IN_REQUIRED",
    "verified-only,            nobody, young, yes, SIGN_IN_REQUIRED, SIGN_IN_REQUIRED",
    "verified-only,            alice,  none,  no,  ENROLMENT_REQUIRED, ENROLMENT_REQUIRED",
    "verified-only,            alice,  none,  yes, OTP_REQUIRED, OTP_REQUIRED",
    "verified-only,            alice,  young, yes, PASS, PASS",
    "verified-only within 5m,  alice,  old,   yes, TOO_OLD, TOO_OLD",
    "verified-only within 5m,  nobody, none,  no,  SIGN_IN_REQUIRED, SIGN_IN_REQUIRED",
  })
  void decisionWhenRequirementUserMarkAndDeviceMeetThenAsTheTableSays(
      String requirement,
      String user,
      String mark,
      String device,
      Decision required,
      Decision optional) {
    if (device.equals("yes")) {
      enrolled.add(ALICE);
    }
    visit.user = user.equals("alice") ? ALICE : null;
    for (Visits.Dispatch dispatch : Visits.Dispatch.values()) {
      visit.dispatch = dispatch;
      visit.mark = mark(mark);
      new FakeVisits().forget(visit);
      assertThat(gate("/* " + requirement, false, false).decide(visit))
          .as(dispatch.name())
          .isEqualTo(required);
      visit.mark = mark(mark);
      new FakeVisits().forget(visit);
      assertThat(gate("/* " + requirement, true, false).decide(visit))
          .as(dispatch + ", optional")
          .isEqualTo(optional);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pathBelowWebInfWhenOnlyTheContainerCanAskThenKeepsWhatWasDecided(Visits.Dispatch dispatch) {
    visit.user = ALICE;
    visit.path = "/WEB-INF/view.jsp";
    visit.dispatch = dispatch;
    boolean internal =
        switch (dispatch) {
          case FORWARD, INCLUDE, ERROR -> true;
          case REQUEST, ASYNC -> false;
        };

    assertThat(decide("verified"))
        .isEqualTo(internal ? Decision.PASS : Decision.ENROLMENT_REQUIRED);
    assertThat(gate("/WEB-INF/view.jsp verified", false, false).decide(visit))
        .isEqualTo(Decision.ENROLMENT_REQUIRED);
    visit.path = "/WEB-INF/../secret";
    assertThat(decide("verified")).isEqualTo(Decision.ENROLMENT_REQUIRED);
  }

  @ParameterizedTest
  @CsvSource({
    "open, PASS",
    "if-enrolled, SIGN_IN_REQUIRED",
    "verified, SIGN_IN_REQUIRED",
    "verified-only, SIGN_IN_REQUIRED"
  })
  void passwordInHeaderWhenNobodyIsVisibleThenDeniedUnlessOpen(String requirement, Decision then) {
    visit.bringsPassword = true;

    assertThat(decide(requirement)).isEqualTo(then);
  }

  @Test
  void passwordInHeaderWhenPendingUserWouldPassThenDeniedAllTheSame() {
    visit.bringsPassword = true;
    visit.pending = ALICE;
    visit.mark = null;

    assertThat(decide("if-enrolled")).isEqualTo(Decision.SIGN_IN_REQUIRED);
    assertThat(gate("/* verified", true, false).decide(visit)).isEqualTo(Decision.SIGN_IN_REQUIRED);
  }

  @Test
  void passwordInHeaderWhenContainerSignedTheMarksUserInThenPasses() {
    visit.bringsPassword = true;
    visit.passwordOf = ALICE;
    visit.mark = mark(ALICE, Duration.ZERO, false, true);

    assertThat(decide("verified")).isEqualTo(Decision.PASS);
    assertThat(decide("verified-only")).isEqualTo(Decision.SIGN_IN_REQUIRED);
    assertThat(visit.mark).isNotNull();
  }

  @Test
  void pendingUserWhenInvisibleThenDeniedOnEveryPathUntilSignOut() {
    Gate<FakeVisit> gate = gate("/* verified", false, false);
    gate.afterwards(visit, false);
    visit.user = ALICE;
    gate.afterwards(visit, false);
    visit.user = null;
    assertThat(gate.decide(visit)).isEqualTo(Decision.ENROLMENT_REQUIRED);

    gate.afterwards(visit, true);

    assertThat(gate.decide(visit)).isEqualTo(Decision.PASS);
  }

  @Test
  void pendingUserWhenTimeIsOverThenSessionEnds() {
    visit.user = ALICE;
    assertThat(decide("verified")).isEqualTo(Decision.ENROLMENT_REQUIRED);
    clock.advance(PENDING_FOR);
    assertThat(decide("verified")).isEqualTo(Decision.ENROLMENT_REQUIRED);
    clock.advance(Duration.ofMillis(1));

    assertThat(decide("open")).isEqualTo(Decision.PASS);
    assertThat(decide("if-enrolled")).isEqualTo(Decision.PASS);
    assertThat(decide("verified")).isEqualTo(Decision.SESSION_OVER);
  }

  @Test
  void markWhenAnotherUserAppearsThenIsDroppedEvenUnderOpen() {
    visit.user = ALICE;
    visit.mark = mark(BOB, Duration.ZERO);

    assertThat(decide("open")).isEqualTo(Decision.PASS);

    assertThat(visit.mark).isNull();
    assertThat(visit.pending).isEqualTo(ALICE);
    assertThat(told).containsExactly("mark of bob");
  }

  @Test
  void markWhenAnotherUserSignsInDuringTheRequestThenIsDropped() {
    visit.mark = mark(ALICE, Duration.ZERO);
    visit.user = BOB;

    gate("/* open", false, false).afterwards(visit, true);

    assertThat(visit.mark).isNull();
    assertThat(visit.pending).isEqualTo(BOB);
  }

  @ParameterizedTest
  @CsvSource({
    "open, REQUEST, true",
    "verified, FORWARD, true",
    "verified, REQUEST, false",
    "if-enrolled, REQUEST, false"
  })
  void markWhenUserIsGoneThenStaysOnlyUnderOpenOrInside(
      String requirement, Visits.Dispatch dispatch, boolean stays) {
    visit.mark = mark(ALICE, Duration.ZERO);
    visit.dispatch = dispatch;

    decide(requirement);

    assertThat(visit.mark != null).isEqualTo(stays);
  }

  @Test
  void markWhenMadeOverTlsThenDoesNotCountOnPlainHttp() {
    enrolled.add(ALICE);
    visit.user = ALICE;
    visit.mark = mark(ALICE, Duration.ZERO, true, false);

    assertThat(decide("verified")).isEqualTo(Decision.OTP_REQUIRED);
    visit.secure = true;
    assertThat(decide("verified")).isEqualTo(Decision.PASS);
    visit.carries = false;
    assertThat(decide("verified")).isEqualTo(Decision.OTP_REQUIRED);
  }

  @Test
  void markWhenEpochWasRaisedElsewhereThenIsWorthless() {
    enrolled.add(ALICE);
    visit.user = ALICE;
    visit.mark = mark(ALICE, Duration.ZERO);
    changed = Map.of(ALICE.key(), 2L);

    assertThat(decide("verified")).isEqualTo(Decision.OTP_REQUIRED);
    assertThat(visit.mark).isNull();
  }

  @Test
  void storeWhenUnseenForFiveMinutesThenNothingVerifiedPasses() {
    visit.user = ALICE;
    visit.mark = mark(ALICE, Duration.ZERO);
    Gate<FakeVisit> gate = gate("/* verified", false, false);
    nanos += Gate.GRACE.toNanos();
    assertThat(gate.decide(visit)).isEqualTo(Decision.PASS);
    nanos++;

    assertThat(gate.decide(visit)).isEqualTo(Decision.UNAVAILABLE);
  }

  @Test
  void storeWhenDownThenNobodyPassesForWantOfADevice() {
    storeDown = true;
    visit.user = ALICE;

    assertThat(decide("verified")).isEqualTo(Decision.OTP_REQUIRED);
    assertThat(decide("if-enrolled")).isEqualTo(Decision.UNAVAILABLE);
    assertThat(gate("/* verified", true, false).decide(visit)).isEqualTo(Decision.UNAVAILABLE);
  }

  @Test
  void headerCodeWhenAcceptedThenPassesForThatUserAlone() {
    enrolled.addAll(Set.of(ALICE, BOB));
    visit.byHeader = ALICE;
    visit.user = ALICE;
    assertThat(decide("verified within 5m")).isEqualTo(Decision.PASS);
    visit.user = BOB;

    assertThat(decide("verified within 5m")).isEqualTo(Decision.OTP_REQUIRED);
  }

  @Test
  void partlyVisibleUserWhenNotShownThenMarkCountsAndVerifiedIsVerifiedOnly() {
    Gate<FakeVisit> gate = gate("/login open\n/* verified within 5m", false, true);
    assertThat(gate.decide(visit)).isEqualTo(Decision.SIGN_IN_REQUIRED);
    visit.mark = mark(ALICE, Duration.ZERO);
    assertThat(gate.decide(visit)).isEqualTo(Decision.PASS);
    visit.mark = mark(ALICE, Duration.ofHours(1));
    assertThat(gate.decide(visit)).isEqualTo(Decision.TOO_OLD);
    visit.pending = BOB;
    visit.path = "/login";

    assertThat(gate.decide(visit)).isEqualTo(Decision.PASS);
    assertThat(visit.mark).isNull();
    assertThat(visit.pending).isNull();
  }

  @Test
  void ruleWhenForARoleThenCountsForThatRoleAlone() {
    Gate<FakeVisit> gate = gate("/* verified-only for role admin\n/* open", false, false);
    visit.user = ALICE;
    assertThat(gate.decide(visit)).isEqualTo(Decision.PASS);
    visit.role = "admin";

    assertThat(gate.decide(visit)).isEqualTo(Decision.ENROLMENT_REQUIRED);
  }

  @ParameterizedTest
  @CsvSource({"alice, PASS", "bob, SIGN_IN_REQUIRED", "nobody, SIGN_IN_REQUIRED"})
  void verifiedSessionWhenUserIsNotVisibleThenPassesOnlyWithItsOwnUsersPassword(
      String passwordOf, Decision decision) {
    visit.bringsPassword = true;
    visit.passwordOf = passwordOf.equals("nobody") ? null : NAMES.identify(passwordOf);

    visit.mark = mark(ALICE, Duration.ofSeconds(30), false, true);
    assertThat(gate("/* verified", false, false).decide(visit)).isEqualTo(decision);
    visit.mark = mark(ALICE, Duration.ofSeconds(30));
    assertThat(gate("/* verified", false, true).decide(visit)).isEqualTo(decision);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void sessionWhenMarkIsOverThenIsPendingWhereItsUserIsNotVisible(boolean revoked) {
    enrolled.add(ALICE);
    visit.mark = mark(revoked ? "young" : "over");
    if (revoked) {
      changed = Map.of(ALICE.key(), 2L);
    }

    assertThat(decide("verified")).isEqualTo(Decision.OTP_REQUIRED);
    assertThat(visit.mark).isNull();
    assertThat(visit.pending).isEqualTo(ALICE);
  }
}
