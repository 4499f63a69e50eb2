package org.otpfilter.oath;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TotpTest {
  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  private final Totp totp = new Totp();

  /** RFC 6238 appendix B; keys are the digits repeated to the length of the hash. */
  @ParameterizedTest
  @CsvSource({
    "         59, SHA1,   94287082",
    "         59, SHA256, 46119246",
    "         59, SHA512, 90693936",
    " 1111111109, SHA1,   07081804",
    " 1111111109, SHA256, 68084774",
    " 1111111109, SHA512, 25091201",
    " 1111111111, SHA1,   14050471",
    " 1111111111, SHA256, 67062674",
    " 1111111111, SHA512, 99943326",
    " 1234567890, SHA1,   89005924",
    " 1234567890, SHA256, 91819424",
    " 1234567890, SHA512, 93441116",
    " 2000000000, SHA1,   69279037",
    " 2000000000, SHA256, 90698825",
    " 2000000000, SHA512, 38618901",
    "20000000000, SHA1,   65353130",
    "20000000000, SHA256, 77737706",
    "20000000000, SHA512, 47863826"
  })
  void codeWhenTimeOfRfc6238ThenItsVector(long time, HashAlgorithm algorithm, String code) {
    byte[] key =
        "1234567890"
            .repeat(7)
            .substring(0, algorithm.keyBytes())
            .getBytes(StandardCharsets.US_ASCII);
    OtpParameters parameters = new OtpParameters(algorithm, 8, 30);
    long step = Totp.step(time, 30);

    assertThat(totp.generate(key, parameters, step)).isEqualTo(code);
    assertThat(totp.matchingStep(key, parameters, code(code), step, 0)).isEqualTo(step);
  }

  /** RFC 4226 appendix D. */
  @ParameterizedTest
  @CsvSource({
    "0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314",
    "5, 254676", "6, 287922", "7, 162583", "8, 399871", "9, 520489"
  })
  void codeWhenCounterOfRfc4226ThenItsVector(long counter, String code) {
    assertThat(totp.generate(KEY, OtpParameters.DEFAULT, counter)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
  void stepWhenAtEdgeOfWindowThenMatchesInside(int offset, boolean matches) {
    Code code = code(totp.generate(KEY, OtpParameters.DEFAULT, 1000 + offset));

    long step = totp.matchingStep(KEY, OtpParameters.DEFAULT, code, 1000, 1);

    assertThat(step).isEqualTo(matches ? 1000 + offset : Totp.NO_MATCH);
  }

  @Test
  void stepWhenCodeHasMoreDigitsThanDeviceThenNone() {
    Code code = code("00" + totp.generate(KEY, OtpParameters.DEFAULT, 1000));

    assertThat(totp.matchingStep(KEY, OtpParameters.DEFAULT, code, 1000, 1))
        .isEqualTo(Totp.NO_MATCH);
  }

  @ParameterizedTest
  @EnumSource
  void checkWhenWarmThenAllocatesAtMostTwoHundredBytes(HashAlgorithm algorithm) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    OtpParameters parameters = new OtpParameters(algorithm, 6, 30);
    long sum = 0;
    for (int i = 0; i < 20_000; i++) {
      sum += totp.matchingStep(KEY, parameters, code("000000"), i, 1);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      sum += totp.matchingStep(KEY, parameters, code("000000"), i, 1);
    }
    long perCheck = (threads.getCurrentThreadAllocatedBytes() - before) / 10_000;

    assertThat(perCheck).as("bytes per check (%d)", sum).isLessThanOrEqualTo(200);
  }

  private static Code code(String digits) {
    return Code.parse(digits, n -> true).orElseThrow();
  }
}
