package org.otpfilter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.otpfilter.device.DeviceId;
import org.otpfilter.device.UserLedger.StoredRecoveryCode;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.testing.TestDatabase;
import org.otpfilter.throttle.Admission.Admitted;
import org.otpfilter.throttle.Budget;
import org.otpfilter.user.UserId;

/** What any store must do when many ask at once: two nodes are two stores over one database. */
abstract class StoreRaceContract extends StoreContract {
  private Store other;

  StoreRaceContract(TestDatabase kind) {
    super(kind);
  }

  @BeforeAll
  void openOther() {
    other = Store.open(settings(database, false), KEYS, clock);
  }

  @AfterAll
  void closeOther() {
    if (other != null) {
      other.close();
    }
  }

  private interface Racer {
    boolean wins(Store node, int number) throws Exception;
  }

  /** How many of so many threads on two nodes win; an exception of any of them fails the test. */
  private int winners(int threads, Racer racer) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        Callable<Boolean> race =
            () -> {
              start.await();
              return racer.wins(number % 2 == 0 ? store : other, number);
            };
        results.add(pool.submit(race));
      }
      int winners = 0;
      for (Future<Boolean> result : results) {
        winners += result.get() ? 1 : 0;
      }
      return winners;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void stepWhenSixtyFourBringItAtOnceThenOneIsAccepted() throws Exception {
    DeviceId id = enrol();
    for (int round = 1; round <= 20; round++) {
      long step = 100 + round;

      int accepted =
          winners(
              64,
              (node, number) -> node.devices().transact(user, ledger -> ledger.advance(id, step)));

      assertThat(accepted).isEqualTo(1);
    }
  }

  @Test
  void wrongCodesWhenThreeHundredComeAtOnceThenFiveAreLookedAt() throws Exception {
    enrol();

    int admitted =
        winners(
            300,
            (node, number) ->
                node.devices()
                    .transact(
                        user,
                        ledger -> {
                          boolean in = ledger.admit(Budget.DEFAULT) instanceof Admitted;
                          if (in) {
                            ledger.settleFailure(Budget.DEFAULT);
                          }
                          return in;
                        }));

    assertThat(admitted).isEqualTo(5);
  }

  @Test
  void recoveryCodesWhenManyAreWrongAtOnceThenFiveAreLookedAt() throws Exception {
    int admitted =
        winners(
            64,
            (node, number) ->
                node.devices()
                    .transact(user, ledger -> ledger.admitRecovery() instanceof Admitted));

    assertThat(admitted).isEqualTo(Budget.RECOVERY_LIMIT);
  }

  @Test
  void recoveryCodeWhenSpentManyTimesAtOnceThenOneSpendsIt() throws Exception {
    run(ledger -> ledger.replaceRecoveryCodes(List.of(AttemptBudgetContract.recoveryCode("aaaa"))));
    StoredRecoveryCode code = transact(ledger -> ledger.recoveryCode("aaaa")).orElseThrow();

    int spent =
        winners(64, (node, n) -> node.devices().transact(user, ledger -> ledger.spend(code)));

    assertThat(spent).isEqualTo(1);
  }

  @Test
  void enrolmentsWhenTwoAreConfirmedAtOnceThenOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      newUser();
      List<DeviceId> ids = List.of(addPending(), addPending());

      int confirmed =
          winners(
              2,
              (node, number) ->
                  node.devices()
                      .transact(
                          user,
                          ledger -> {
                            boolean won = ledger.confirm(ids.get(number), "phone", 1);
                            if (won) {
                              ledger.raiseEpoch();
                            }
                            return won;
                          }));

      assertThat(confirmed).isEqualTo(1);
      assertThat(account().devices()).hasSize(1);
      assertThat(account().epoch()).isEqualTo(1);
    }
  }

  @Test
  void usersWhenManyComeForTheFirstTimeAtOnceThenNoneIsTurnedAway() throws Exception {
    List<UserId> users = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      users.add(newUser("user " + i));
    }

    int enrolled = winners(80, (node, number) -> enrolsFirst(node, users.get(number / 2)));

    assertThat(enrolled).isEqualTo(40);
  }

  /** All that a first enrolment writes; false if the user's other thread was first. */
  private boolean enrolsFirst(Store node, UserId user) throws SQLException {
    DeviceId id = newId();
    return node.devices()
        .transact(
            user,
            ledger -> {
              if (!(ledger.admit(Budget.DEFAULT) instanceof Admitted)) {
                throw new AssertionError("not admitted");
              }
              ledger.settleSuccess();
              if (!ledger.devices().isEmpty()) {
                return false;
              }
              ledger.addPending(id, OtpParameters.DEFAULT, newSecret(), MAX_AGE);
              boolean won = ledger.confirm(id, "phone", 1);
              ledger.dropPending();
              ledger.replaceRecoveryCodes(List.of(AttemptBudgetContract.recoveryCode("aaaa")));
              ledger.settleFailure(Budget.DEFAULT);
              ledger.raiseEpoch();
              return won;
            });
  }

  @Test
  void epochWhenRaisedManyTimesAtOnceThenNoRaiseIsLost() throws Exception {
    int raised =
        winners(32, (node, n) -> node.devices().transact(user, ledger -> ledger.raiseEpoch()) > 0);

    assertThat(raised).isEqualTo(32);
    assertThat(account().epoch()).isEqualTo(32);
  }
}
