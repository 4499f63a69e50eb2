package org.otpfilter.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** R001, R002. */
final class RandomnessTest {

  private final Randomness randomness = new Randomness();

  @Test
  void seedsWhenTenThousandThenNoTwoAlike() {
    assertUnlike(() -> HexFormat.of().formatHex(randomness.bytes(20)), "[0-9a-f]{40}");
  }

  @Test
  void tokensWhenTenThousandThenNoTwoAlike() {
    assertUnlike(randomness::token, "[A-Za-z0-9_-]{43}");
  }

  @Test
  void idsWhenTenThousandThenNoTwoAlike() {
    assertUnlike(randomness::id, "[0-9a-f]{32}");
  }

  private static void assertUnlike(Supplier<String> source, String form) {
    assertThat(Stream.generate(source).limit(10_000))
        .allMatch(text -> text.matches(form))
        .doesNotHaveDuplicates();
  }
}
