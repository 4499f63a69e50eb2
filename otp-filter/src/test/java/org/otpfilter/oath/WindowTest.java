package org.otpfilter.oath;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which step of the window a code belongs to. */
final class WindowTest {

  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  private final Totp totp = new Totp();

  /** Steps of this key that share a code, found by search. */
  @ParameterizedTest
  @CsvSource({
    "910737, 910738, 910737, 911617",
    "910737, 910738, 910738, 911617",
    "153567, 153569, 153568, 468457"
  })
  void stepWhenTwoShareTheCodeThenTheOldest(long oldest, long newest, long now, String digits) {
    assertThat(totp.generate(KEY, OtpParameters.DEFAULT, oldest)).isEqualTo(digits);
    assertThat(totp.generate(KEY, OtpParameters.DEFAULT, newest)).isEqualTo(digits);

    assertThat(totp.matchingStep(KEY, OtpParameters.DEFAULT, code(digits), now, 1))
        .isEqualTo(oldest);
  }

  @ParameterizedTest
  @CsvSource({"-1, -1", "-1, 0", "-2, -1"})
  void stepWhenBefore1970ThenNeverMatches(long step, long now) {
    Code code = code(totp.generate(KEY, OtpParameters.DEFAULT, step));

    assertThat(totp.matchingStep(KEY, OtpParameters.DEFAULT, code, now, 1))
        .isEqualTo(Totp.NO_MATCH);
  }

  @Test
  void stepWhenYear2603ThenMatches() {
    long step = Totp.step(20_000_000_000L, 30);

    assertThat(step).isEqualTo(666_666_666L);
    assertThat(
            totp.matchingStep(
                KEY, new OtpParameters(HashAlgorithm.SHA1, 8, 30), code("65353130"), step, 1))
        .isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource({"0, 30, 0", "29, 30, 0", "30, 30, 1", "-1, 30, -1", "119, 60, 1"})
  void stepWhenInstantThenFloor(long epochSeconds, int period, long step) {
    assertThat(Totp.step(epochSeconds, period)).isEqualTo(step);
  }

  @Test
  void codeWhenPrintedThenShowsNoDigit() {
    assertThat(code("135790")).hasToString("Code[6 digits]");
  }

  private static Code code(String digits) {
    return Code.parse(digits, n -> true).orElseThrow();
  }
}
