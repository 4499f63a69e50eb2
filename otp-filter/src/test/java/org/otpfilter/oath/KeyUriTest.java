package org.otpfilter.oath;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R091. */
final class KeyUriTest {

  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @Test
  void uriWhenPlainNamesThenAsTheFormatSays() {
    assertThat(KeyUri.totp("Big Corp", "alice@example.org", KEY, OtpParameters.DEFAULT))
        .isEqualTo(
            "otpauth://totp/Big%20Corp:alice%40example.org"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Big%20Corp&algorithm=SHA1&digits=6&period=30");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a:b            | a.b",
        "DOMAIN/user    | DOMAIN/user",
        "who?           | who?",
        "a&secret=AAAA  | a&secret=AAAA",
        "a#b            | a#b",
        "50%41          | 50%41",
        "a+b c*         | a+b c*",
        "\uD83D\uDE00x  | \uD83D\uDE00x",
        "evil\u202Etxt  | eviltxt",
        "a\u2066b\u200Fc | abc",
        "a\u0000b\u0007 | ab",
        "a\u2028b       | ab",
        "x\uD83Dy       | xy",
        "\uDE00z        | z",
        "Jos\u00E9      | Jos\u00E9"
      })
  void accountWhenOddThenArrivesCleanAndInjectsNothing(String account, String read) {
    String uri = KeyUri.totp("Corp", account, KEY, OtpParameters.DEFAULT);

    assertThat(uri).matches("otpauth://totp/Corp:[A-Za-z0-9%._-]+\\?[A-Za-z0-9=&]+");
    assertThat(label(uri)).isEqualTo("Corp:" + read);
    assertThat(parameters(uri))
        .containsOnlyKeys("secret", "issuer", "algorithm", "digits", "period")
        .containsEntry("secret", Base32.encode(KEY))
        .containsEntry("issuer", "Corp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "☃", "\uD83D\uDE00", "%", ":"})
  void uriWhenNamesAreEndlessThenStaysScannableAndWhole(String unit) {
    String endless = unit.repeat(10_000);
    byte[] longest = new byte[64];
    OtpParameters parameters = new OtpParameters(HashAlgorithm.SHA512, 8, 120);

    String uri = KeyUri.totp(endless, endless, longest, parameters);

    assertThat(uri.length()).isLessThanOrEqualTo(500);
    assertThat(label(uri)).doesNotContain("\uFFFD").matches("[^:]+:[^:]+");
    assertThat(label(uri)).startsWith(parameters(uri).get("issuer") + ":");
  }

  @ParameterizedTest
  @EnumSource
  void uriWhenAlgorithmThenNamesIt(HashAlgorithm algorithm) {
    String uri = KeyUri.totp("Corp", "a", KEY, new OtpParameters(algorithm, 7, 60));

    assertThat(parameters(uri))
        .containsEntry("algorithm", algorithm.name())
        .containsEntry("digits", "7")
        .containsEntry("period", "60");
  }

  private static String label(String uri) {
    return URI.create(uri).getPath().substring(1);
  }

  private static Map<String, String> parameters(String uri) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String pair : URI.create(uri).getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      assertThat(found.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8))).isNull();
    }
    return found;
  }
}
