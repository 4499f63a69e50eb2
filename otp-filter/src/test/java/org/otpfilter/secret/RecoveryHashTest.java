package org.otpfilter.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R046, R050. */
final class RecoveryHashTest {

  private static final String USER = "a1b2";

  private static final String SALT = "AAAAAAAAAAAAAAAAAAAAAA==";

  private static final String HASH = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private final Randomness randomness = new Randomness();
  private final RecoveryCode code = code("ABIO-2345-67XY-ZABC");
  private final RecoveryHash hash = RecoveryHash.of(code, USER, randomness);

  /**
   * Computed with Python: hashlib.pbkdf2_hmac("sha256", b"a1b2:ABIO234567XYZABC", bytes(16),
   * 20000).
   */
  @Test
  void hashWhenComputedElsewhereThenMatches() {
    assertThat(
            new RecoveryHash(
                    "pbkdf2-sha256$20000$" + SALT + "$2okDiSsW7U1OImry8E4bJyfSsSENCmROWjeFou2bxAc=")
                .matches(code, USER))
        .isTrue();
  }

  @Test
  void hashWhenStoredAndReadThenMatchesEverySpelling() {
    assertThat(new RecoveryHash(hash.text()).matches(code("ab10 2345 67xy zabc"), USER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABIO-2345-67XY-ZABD", "BBIO-2345-67XY-ZABC", "ABIO-2345-67XY-ZACB"})
  void hashWhenAnotherCodeThenDoesNotMatch(String other) {
    assertThat(hash.matches(code(other), USER)).isFalse();
  }

  @Test
  void hashWhenRowIsMovedToAnotherUserThenDoesNotMatch() {
    assertThat(hash.matches(code, "a1b3")).isFalse();
  }

  @Test
  void hashWhenSameCodeTwiceThenDiffers() {
    assertThat(RecoveryHash.of(code, USER, randomness).text()).isNotEqualTo(hash.text());
  }

  @Test
  void hashWhenWrittenThenHoldsNoCode() {
    assertThat(hash.text())
        .matches("pbkdf2-sha256\\$20000\\$[A-Za-z0-9+/]{22}==\\$[A-Za-z0-9+/]{43}=")
        .doesNotContain("ABIO");
    assertThat(hash).hasToString("RecoveryHash");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pbkdf2-sha256$0$" + SALT + "$" + HASH,
        "pbkdf2-sha256$1$" + SALT + "$" + HASH,
        "pbkdf2-sha256$9999999$" + SALT + "$" + HASH,
        "pbkdf2-sha256$20000$$" + HASH,
        "pbkdf2-sha256$20000$" + SALT + "$AA==",
        "pbkdf2-sha256$20000$====$" + HASH,
        "pbkdf2-sha1$20000$" + SALT + "$" + HASH
      })
  void textWhenNotOfOurFormThenRefused(String text) {
    assertThatThrownBy(() -> new RecoveryHash(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static RecoveryCode code(String raw) {
    return RecoveryCode.parse(raw).orElseThrow();
  }
}
