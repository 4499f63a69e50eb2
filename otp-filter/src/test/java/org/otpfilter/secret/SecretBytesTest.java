package org.otpfilter.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretBytesTest {

  @Test
  void secretWhenArraysOutsideChangeThenStays() {
    byte[] given = {1, 2, 3};
    SecretBytes secret = new SecretBytes(given);
    given[0] = 9;
    secret.copyForUse()[1] = 9;

    assertThat(secret.copyForUse()).containsExactly(1, 2, 3);
  }

  @Test
  void secretWhenComparedThenByContent() {
    SecretBytes secret = new SecretBytes(new byte[] {1, 2});

    assertThat(secret)
        .isEqualTo(new SecretBytes(new byte[] {1, 2}))
        .hasSameHashCodeAs(new SecretBytes(new byte[] {1, 2}))
        .isNotEqualTo(new SecretBytes(new byte[] {1, 3}))
        .isNotEqualTo(new SecretBytes(new byte[] {1}));
  }

  @Test
  void secretWhenPrintedOrSerialisedThenTellsNothing() {
    SecretBytes secret = new SecretBytes(new byte[] {77, 78});

    assertThat(secret).hasToString("SecretBytes[2 bytes]").isNotInstanceOf(Serializable.class);
    assertThat(secret.hashCode()).isEqualTo(new SecretBytes(new byte[] {1, 2}).hashCode());
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc, true",
    "abc, abd, false",
    "abc, ab, false",
    "'', '', true",
    "a, '', false"
  })
  void textsWhenComparedThenSameOnlyIfEqual(String one, String other, boolean same) {
    assertThat(Secrets.same(one, other)).isEqualTo(same);
  }
}
