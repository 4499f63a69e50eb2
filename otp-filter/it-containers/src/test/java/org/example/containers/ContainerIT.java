package org.example.containers;

import java.util.ArrayList;
import java.util.List;
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
 * small class for each container says which.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ContainerIT {
  private final Model model;
  private Container container;

  ContainerIT(Model model) {
    this.model = model;
  }

  private static War war(SignIn signIn) {
    return switch (signIn) {
      case FORM -> War.of("form", Descriptor.of(SignIn.FORM));
      case BASIC -> War.of("basic", Descriptor.of(SignIn.BASIC));
      case OWN -> War.of("own", Descriptor.of(SignIn.OWN));
    };
  }

  @BeforeAll
  void start() {
    Authenticator.assumeInstalled();
    List<War> wars = new ArrayList<>();
    for (SignIn signIn : SignIn.values()) {
      wars.add(war(signIn));
    }
    wars.add(AttackedSite.defended());
    wars.add(AttackedSite.undefended());
    container = Container.start(model, wars);
  }

  @AfterAll
  void stop() {
    if (container != null) {
      container.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void userWhenSignedInThenEnrolsAndIsChallenged(SignIn signIn) {
    SecondFactor alice = new SecondFactor(container, war(signIn), signIn, "alice");
    alice.enrol();
    Visitor visitor = alice.challenge();
    alice.recover();
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
}
