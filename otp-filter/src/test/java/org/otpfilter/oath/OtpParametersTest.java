package org.otpfilter.oath;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OtpParametersTest {

  @ParameterizedTest
  @CsvSource({"5, 30", "9, 30", "0, 30", "6, 29", "6, 121", "6, 0", "6, -30"})
  void parametersWhenOutOfBoundsThenRefused(int digits, int period) {
    assertThatThrownBy(() -> new OtpParameters(HashAlgorithm.SHA1, digits, period))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
