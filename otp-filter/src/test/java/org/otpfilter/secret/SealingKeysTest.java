package org.otpfilter.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R003 to R006, R008. */
final class SealingKeysTest {

  private static final String ROW = "user-1/device-1";

  private final Randomness randomness = new Randomness();
  private final SecretBytes secret =
      new SecretBytes("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
  private final SealingKeys keys = keys(entry("k1", 1));

  @Test
  void secretWhenSealedThenOpensForItsRow() {
    assertThat(keys.open(keys.seal(secret, ROW), ROW)).isEqualTo(secret);
  }

  @Test
  void secretWhenEmptyOrLongThenOpens() {
    for (int size : new int[] {0, 1, 1000}) {
      SecretBytes odd = new SecretBytes(new byte[size]);

      assertThat(keys.open(keys.seal(odd, ROW), ROW)).isEqualTo(odd);
    }
  }

  @ParameterizedTest
  @CsvSource({"user-2/device-1", "user-1/device-2", "''", "'user-1/device-1 '"})
  void secretWhenMovedToAnotherRowThenRefused(String row) {
    byte[] sealed = keys.seal(secret, ROW);

    assertThatThrownBy(() -> keys.open(sealed, row)).isInstanceOf(UnsealException.class);
  }

  @Test
  void secretWhenAnyBitIsChangedThenRefused() {
    byte[] sealed = keys.seal(secret, ROW);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));

      assertThatThrownBy(() -> keys.open(changed, ROW))
          .as("bit %d", bit)
          .isInstanceOf(UnsealException.class);
    }
  }

  @Test
  void secretWhenCutOffAnywhereThenRefused() {
    byte[] sealed = keys.seal(secret, ROW);
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);

      assertThatThrownBy(() -> keys.open(cut, ROW))
          .as("%d bytes", length)
          .isInstanceOf(UnsealException.class);
    }
  }

  @Test
  void secretWhenSealedAgainThenNonceIsFresh() {
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] sealed = keys.seal(secret, ROW);
      nonces.add(Arrays.toString(Arrays.copyOfRange(sealed, 4, 16)));
    }

    assertThat(nonces).hasSize(10_000);
  }

  @Test
  void sealedWhenReadThenHoldsNoSecretInTheClear() {
    String sealed = new String(keys.seal(secret, ROW), StandardCharsets.ISO_8859_1);

    assertThat(sealed).doesNotContain("1234567890");
  }

  @Test
  void keysWhenRotatedThenNewSealsAndOldStillOpens() {
    byte[] old = keys.seal(secret, ROW);
    SealingKeys rotated = keys(entry("k2", 2), entry("k1", 1));

    assertThat(rotated.open(old, ROW)).isEqualTo(secret);
    assertThat(rotated.sealingKeyId()).isEqualTo("k2");
    assertThat(rotated.keyIds()).containsExactlyInAnyOrder("k1", "k2");
    assertThat(SealingKeys.keyIdOf(old)).isEqualTo("k1");
    assertThat(SealingKeys.keyIdOf(rotated.seal(secret, ROW))).isEqualTo("k2");
  }

  @Test
  void secretWhenItsKeyIsGoneThenRefusedByName() {
    byte[] old = keys.seal(secret, ROW);

    assertThatThrownBy(() -> keys(entry("k2", 2)).open(old, ROW))
        .isInstanceOf(UnsealException.class)
        .hasMessageContaining("k1");
  }

  @Test
  void secretWhenAnotherKeyBearsTheIdThenRefused() {
    byte[] sealed = keys.seal(secret, ROW);

    assertThatThrownBy(() -> keys(entry("k1", 9)).open(sealed, ROW))
        .isInstanceOf(UnsealException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no colon       | AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
        "empty id       | :AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
        "blank in id    | a b:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
        "id of 33       | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
        "key first      | AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=:k1",
        "16 bytes       | k:AQEBAQEBAQEBAQEBAQEBAQ==",
        "33 bytes       | k:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB",
        "all zero       | k:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "not base64     | k:AQEBAQEB$QEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
        "empty key      | k:"
      })
  void keyWhenUnusableThenRefusedWithoutTellingIt(String why, String line) {
    assertThatThrownBy(() -> SealingKeys.parse(List.of(line), randomness))
        .as(why)
        .isInstanceOf(UnusableKeyException.class)
        .hasNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("AQEB").doesNotContain("AAAA"));
  }

  @Test
  void keysWhenAnIdIsGivenTwiceThenRefused() {
    assertThatThrownBy(() -> keys(entry("k1", 1), entry("k1", 2)))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining("k1");
  }

  @Test
  void keysWhenNoneThenRefused() {
    assertThatThrownBy(() -> keys()).isInstanceOf(UnusableKeyException.class);
  }

  private SealingKeys keys(String... lines) {
    return SealingKeys.parse(List.of(lines), randomness);
  }

  private static String entry(String id, int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return id + ":" + Base64.getEncoder().encodeToString(key);
  }
}
