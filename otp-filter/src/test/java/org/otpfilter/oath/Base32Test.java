package org.otpfilter.oath;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Base32Test {

  /** RFC 4648, section 10, without the padding. */
  @ParameterizedTest
  @CsvSource({
    "'',     ''",
    "f,      MY",
    "fo,     MZXQ",
    "foo,    MZXW6",
    "foob,   MZXW6YQ",
    "fooba,  MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void textWhenBytesOfRfc4648ThenItsVector(String bytes, String text) {
    byte[] raw = bytes.getBytes(StandardCharsets.US_ASCII);

    assertThat(Base32.encode(raw)).isEqualTo(text);
    assertThat(Base32.decode(text)).hasValue(raw);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"MZXW6YTBOI======", "mzxw6ytboi", " mzxw 6ytb\toi ", "MZXW-6YTB-OI", "MzXw6YtBoJ"})
  void bytesWhenSpelledOtherwiseThenTheSame(String text) {
    assertThat(Base32.decode(text)).hasValue("foobar".getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"M", "MZX", "MZXW6Y", "MZ0W", "MZ1W", "MZ8W", "MZ=XQ", "MZXQ\n", "ſZXQ", "ıZXQ"})
  void bytesWhenAnythingElseThenNone(String text) {
    assertThat(Base32.decode(text)).isEmpty();
  }

  @Test
  void bytesWhenEncodedThenComeBackAtEveryLength() {
    Random seeded = new Random(42);
    for (int length = 0; length <= 80; length++) {
      byte[] bytes = new byte[length];
      seeded.nextBytes(bytes);

      assertThat(Base32.decode(Base32.encode(bytes))).hasValue(bytes);
    }
  }
}
