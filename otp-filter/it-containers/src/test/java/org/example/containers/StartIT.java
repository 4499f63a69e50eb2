package org.example.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.example.containers.RawClient.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whatever is wrong at the start, nothing is served and the log says why (R077). */
@Tag("start")
final class StartIT {
  private static final String CANARY = "canary-of-the-protected-pages";
  private static final String KEY = "k1:bm90LXplcm8tYnV0LW5vdC1hLXNlY3JldC1laXRoZXI=";
  private static final String NOWHERE = "jdbc:h2:tcp://127.0.0.1:1/none";

  /** Applications that must not start, each with what the log has to say. */
  private static Map<War, String> broken(Flavour flavour) {
    Map<War, String> wars = new LinkedHashMap<>();
    wars.put(
        war("unknown", usual().setting("ruls", "/* open")), "ruls (init-param) is not a setting");
    wars.put(war("nokey", usual().setting("jdbc-url", NOWHERE)), "a key is missing");
    wars.put(
        war("nodb", usual().setting("jdbc-url", NOWHERE).setting("secret-key", KEY)),
        NOWHERE + " cannot be reached");
    wars.put(war("nodir", usual().setting("data-dir", "/proc/none")), "secret.key cannot be made");
    wars.put(
        war("nojar", usual()).withoutProduct(), "ClassNotFoundException: org.otpfilter.OtpFilter");
    wars.put(
        war("flavour", usual()).withoutProduct().library(Kit.product(flavour.other())),
        "servlet/Filter");
    return wars;
  }

  /**
   * Undertow makes a filter at the first request that it is mapped to, so there a filter that is
   * mapped to nothing has no say.
   */
  @ParameterizedTest
  @EnumSource(names = "UNDERTOW_.*", mode = Mode.MATCH_NONE)
  void applicationWhenTheFilterIsMappedNowhereThenServesNothingAndTheLogHasTheLine(Model model) {
    War war = war("unmapped", usual().unmapped());
    try (Container container = Container.start(model, List.of(war))) {
      assertServesNothing(container, war);
      assertThat(container.log())
          .contains("mapped to nothing", "<filter-mapping><filter-name>otp</filter-name>");
    }
  }

  private static Descriptor usual() {
    return Descriptor.of(SignIn.OWN);
  }

  private static War war(String name, Descriptor descriptor) {
    return War.of(name, descriptor);
  }

  @ParameterizedTest
  @EnumSource
  void applicationWhenTheFilterCannotStartThenServesNothingAndTheLogSaysWhy(Model model) {
    Map<War, String> wars = broken(model.flavour());
    try (Container container = Container.start(model, List.copyOf(wars.keySet()))) {
      wars.forEach(
          (war, reason) -> {
            assertServesNothing(container, war);
            assertThat(container.log()).contains(reason);
          });
    }
  }

  /** Undertow tries again at each request, and each fails. */
  private static void assertServesNothing(Container container, War war) {
    RawClient client = new RawClient(container.port());
    for (String path : List.of("/docs/index.html", "/open/served", "/", "/secret/home")) {
      Answer answer = client.request("GET " + war.context() + path + " HTTP/1.1");
      assertThat(answer.status()).as(war.name() + path).isIn(404, 500, 503);
      assertThat(answer.raw()).doesNotContain(CANARY);
    }
  }
}
