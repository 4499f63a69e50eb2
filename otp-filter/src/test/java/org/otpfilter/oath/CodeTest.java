package org.otpfilter.oath;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTest {

  @ParameterizedTest
  @ValueSource(strings = {"123456", " 123 456 ", "123-456", "12-34-56", "000042", "\t123456"})
  void parseWhenSixDigitsThenCode(String raw) {
    assertThat(Code.parse(raw, n -> n == 6)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12345",
        "1234567",
        "+12345",
        "+123456",
        "-123456",
        "123456-",
        "12345a",
        "0x1234",
        "123456\n",
        "１２３４５６",
        "١٢٣٤٥٦",
        "1e5555",
        "123.456",
        "123456\u0000",
        "123456                           "
      })
  void parseWhenAnythingElseThenNone(String raw) {
    assertThat(Code.parse(raw, n -> n == 6)).isEmpty();
  }
}
