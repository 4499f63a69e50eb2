package org.example.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.example.attack.Corpus;
import org.example.attack.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every container must pass. One container runs for all of it, with all applications in it; a
 * small class for each container says which. The order is that of an application's life.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ContainerIT {
  private static final int FIRST = 1;
  private static final int LATE = Order.DEFAULT + 1;

  private final Model model;
  private final Map<SignIn, SecondFactor> people = new EnumMap<>(SignIn.class);
  private final Map<SignIn, Visitor> parked = new EnumMap<>(SignIn.class);
  private final Map<SignIn, War> wars = new EnumMap<>(SignIn.class);
  private final List<War> all = new ArrayList<>();
  private Container container;
  private long verifiedAt;

  ContainerIT(Model model) {
    this.model = model;
    wars.put(SignIn.FORM, War.of("form", Descriptor.of(SignIn.FORM)));
    wars.put(SignIn.BASIC, War.of("basic", Descriptor.of(SignIn.BASIC)));
    wars.put(SignIn.OWN, War.of("own", Descriptor.of(SignIn.OWN)));
  }

  /** The container, for tests that join this class. */
  final Container container() {
    return container;
  }

  @BeforeAll
  void start() {
    Authenticator.assumeInstalled();
    all.addAll(wars.values());
    for (Refusal refusal : Refusal.values()) {
      all.add(refusal.war());
    }
    all.add(AttackedSite.defended());
    all.add(AttackedSite.undefended());
    container = Container.start(model, all);
  }

  @AfterAll
  void stop() {
    if (container != null) {
      container.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Order(FIRST)
  void userWhenSignedInThenEnrolsAndIsChallenged(SignIn signIn) {
    SecondFactor alice = new SecondFactor(container, wars.get(signIn), signIn, "alice");
    people.put(signIn, alice);
    alice.enrol();
    Visitor visitor = alice.challenge();
    parked.put(signIn, alice.recover());
    verifiedAt = System.nanoTime();
    alice.signOut(visitor);
  }

  @Test
  @Tag("attack")
  @Order(20)
  void protectedPageWhenAttackedFromOutsideThenIsNeverServed() throws Exception {
    AttackedSite.assertDefended(container);
  }

  @TestFactory
  @Tag("attack")
  @Order(21)
  Stream<DynamicTest> attackInSeveralStepsThenGainsNothing() {
    Site site = AttackedSite.in(container, AttackedSite.defended());
    return Corpus.rows().stream()
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> row.attempt().on(site)));
  }

  @ParameterizedTest
  @EnumSource
  void applicationWhenItsSettingsAreWrongThenIsNotServedAndTheLogSaysWhy(Refusal refusal) {
    RawClient client = new RawClient(container.port());
    for (String path : List.of("/secret/home", "/open/served", "/", "/x.do", "/docs/index.html")) {
      RawClient.Answer answer =
          client.request("GET " + refusal.war().context() + path + " HTTP/1.1");
      assertThat(answer.status()).as(answer.raw()).isIn(container.refusals());
      assertThat(answer.raw()).doesNotContain("canary-of-the-protected-pages");
    }
    assertThat(container.log()).contains("otp-filter did not start", refusal.reason());
  }

  @Test
  @Order(LATE)
  void applicationWhenRedeployedTenTimesThenNothingOfItStays() {
    Probe probe = new Probe(container);
    long loaders = probe.webappLoaders();
    List<String> threads = probe.steadyThreads();
    War war = War.of("again", Descriptor.of(SignIn.OWN));

    assertThat(container.deploy(war)).isTrue();
    new SecondFactor(container, war, SignIn.OWN, "user0").enrol();
    List<String> threadsWithIt = probe.steadyThreads();
    assertThat(threadsWithIt.size()).isGreaterThan(threads.size());
    for (int i = 1; i <= 10; i++) {
      assertThat(container.redeploy(war)).isTrue();
      new SecondFactor(container, war, SignIn.OWN, "user" + i).enrol();
    }

    probe.awaitWebapps(loaders + 1);
    assertThat(probe.steadyThreads()).isEqualTo(threadsWithIt);
    container.undeploy(war);
    probe.awaitWebapps(loaders);
    assertThat(probe.steadyThreads()).isEqualTo(threads);
  }

  @ParameterizedTest
  @EnumSource
  @Order(LATE + 1)
  void pathThatWantsAFreshCodeWhenAMinuteHasPassedThenAsksForOne(SignIn signIn) {
    Duration minute = Duration.ofSeconds(61);
    Kit.await(
        minute.plusSeconds(5),
        () -> System.nanoTime() - verifiedAt > minute.toNanos(),
        () -> "time stands");
    people.get(signIn).stepUp(parked.get(signIn));
  }

  @Test
  @Order(LATE + 2)
  void containerWhenAllApplicationsAreUndeployedThenNothingOfThemStays() {
    Probe probe = new Probe(container);
    all.forEach(container::undeploy);
    int attacked = model.keepsWhatWasAttacked() ? 2 : 0;
    probe.awaitWebapps(container.ownApplications() + attacked);
    assertThat(probe.filters()).isZero();
    assertThat(probe.productThreads()).isEmpty();
    assertThat(container.leaks()).isEmpty();
  }
}
