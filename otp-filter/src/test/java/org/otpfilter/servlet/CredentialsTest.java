package org.otpfilter.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserNames;

class CredentialsTest {
  private static final UserNames NAMES = UserNames.folded();
  private static final UserId ALICE = NAMES.identify("alice");

  @ParameterizedTest
  @ValueSource(strings = {"alice:secret", "ALICE:secret", "alice:", "alice:a:b"})
  void basicWhenOfTheUserThenHers(String pair) {
    assertThat(read("Basic " + base64(pair)).areOf(ALICE, NAMES)).isTrue();
    assertThat(read("bAsIc  " + base64(pair)).areOf(ALICE, NAMES)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic",
        "Basic ",
        "Basic ***",
        "Basic YWxpY2U=",
        "Basic Ym9iOng=",
        "BasicYm9iOng=",
        "Basic Og==",
        "Digest",
        "Digest username=alice",
        "Digest username=\"bob\"",
        "Digest username=\"alice\", username=\"bob\"",
        "Digest realm=\"x\", nothing=\"alice\""
      })
  void lineWhenNotEvidentlyOfTheUserThenNotHers(String line) {
    assertThat(read(line).areOf(ALICE, NAMES)).isFalse();
  }

  @Test
  void digestWhenOfTheUserThenHersAndNobodysWithoutAUser() {
    Credentials digest = read("Digest realm=\"x\", username=\"alice\", nc=1");

    assertThat(digest.areOf(ALICE, NAMES)).isTrue();
    assertThat(digest.areOf(null, NAMES)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc", "Negotiate YWxpY2U6eA==", ""})
  void lineWhenOfAnotherSchemeThenNone(String line) {
    assertThat(Credentials.read(line)).isNull();
  }

  private static Credentials read(String line) {
    return Objects.requireNonNull(Credentials.read(line));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
