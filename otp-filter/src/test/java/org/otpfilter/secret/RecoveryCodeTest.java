package org.otpfilter.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R045, R051. */
final class RecoveryCodeTest {

  private final Randomness randomness = new Randomness();

  @Test
  void setWhenMadeThenTenCodesWithTenSelectors() {
    for (int round = 0; round < 500; round++) {
      List<RecoveryCode> set = RecoveryCode.newSet(randomness, 10);

      assertThat(set).hasSize(10);
      assertThat(set.stream().map(RecoveryCode::selector)).doesNotHaveDuplicates();
      assertThat(set)
          .allMatch(code -> code.forPaper().matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"))
          .allMatch(code -> code.forPaper().startsWith(code.selector()));
    }
  }

  @Test
  void charactersWhenManyCodesThenEachAsFrequent() {
    int[] seen = new int[128];
    IntStream.range(0, 2_000)
        .mapToObj(i -> RecoveryCode.newSet(randomness, 1).get(0).forPaper())
        .flatMapToInt(String::chars)
        .forEach(c -> seen[c]++);

    // 1000 expected of each; 200 away is six standard deviations
    assertThat("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".chars().map(c -> seen[c]))
        .allMatch(count -> count > 800 && count < 1_200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ABIO-2345-67XY-ZABC",
        "abio-2345-67xy-zabc",
        "ABIO234567XYZABC",
        " abio 2345\t67xy zabc ",
        "--AB10-2345-67XY-ZABC--",
        "A-B-1-0-2-3-4-5-6-7-X-Y-Z-A-B-C"
      })
  void codeWhenSpelledOtherwiseThenTheSame(String raw) {
    assertThat(RecoveryCode.parse(raw)).map(RecoveryCode::forPaper).hasValue("ABIO-2345-67XY-ZABC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ABIO-2345-67XY-ZAB",
        "ABIO-2345-67XY-ZABCD",
        "ABIO-2345-67XY-ZAB8",
        "ABIO-2345-67XY-ZAB9",
        "ABIO_2345_67XY_ZABC",
        "ABIO-2345-67XY-ZABC\n",
        "ABıO-2345-67XY-ZABC",
        "ABIO-2345-67XY-ſABC",
        "ＡBIO-2345-67XY-ZABC",
        "ABIO\u00A02345-67XY-ZABC",
        "ABIO–2345–67XY–ZABC",
        "ABIO-2345-67XY-ZABC                                                   "
      })
  void codeWhenAnythingElseThenNone(String raw) {
    assertThat(RecoveryCode.parse(raw)).isEmpty();
  }

  @Test
  void codeWhenPrintedThenTellsNothing() {
    RecoveryCode code = RecoveryCode.newSet(randomness, 1).get(0);

    assertThat(code.toString()).isEqualTo("RecoveryCode");
  }
}
