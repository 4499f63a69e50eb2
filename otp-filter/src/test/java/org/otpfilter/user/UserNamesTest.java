package org.otpfilter.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows U01 to U10 of the security requirements, and what folding promises in design 6. */
class UserNamesTest {

  // row, two names with \\u escapes, one user when folded; exact names are always two users
  private static final String PAIRS =
      """
      U01 | admin           | Admin                 | true
      U01 | admin           | ADMIN                 | true
      U02 | admin           | \\u00E1dmin           | true
      U02 | admin           | a\\u0301dmin          | true
      U02 | \\u00E1dmin     | a\\u0301dmin          | true
      U03 | admin           | admin\\u0020          | true
      U03 | admin           | \\u00A0admin          | true
      U03 | john smith      | john\\u0020\\u0020smith | true
      U03 | john smith      | johnsmith             | false
      U04 | mike            | m\\u0131ke            | true
      U04 | mike            | M\\u0130KE            | true
      U04 | K               | \\u212A               | true
      U04 | s               | \\u017F               | true
      U04 | ss              | \\u00DF               | true
      U04 | SS              | \\u1E9E               | true
      U04 | \\u03C3         | \\u03C2               | true
      U05 | admin           | \\u0430dmin           | false
      U05 | admin           | \\uFF41dmin           | true
      U05 | admin           | admin\\u200B          | true
      U05 | admin           | ad\\u202Emin          | true
      U05 | admin           | ad\\uFE0Fmin          | true
      U05 | admin           | ad\\u0001min          | true
      U07 | \\uD83D\\uDE00  | \\uD83D\\uDE01        | false
      U09 | DOMAIN\\u005Cuser| user                  | false
      U09 | user@a          | user@b                | false
      U09 | a:b             | a/b                   | false
      U10 | a\\u000D\\u000Ab | ab                   | false
      U10 | a\\u001B[31m    | a                     | false
      --- | soren           | s\\u00F8ren           | true
      --- | lukasz          | \\u0141ukasz          | true
      --- | aesir           | \\u00C6sir            | true
      --- | dora            | \\u0110\\u00F0ra      | false
      --- | ddra            | \\u0110\\u00F0ra      | true
      --- | hobbit          | \\u0127obbit          | true
      --- | oeuvre          | \\u0153uvre           | true
      --- | \\u3055\\u304F\\u3089 | \\u30B5\\u30AF\\u30E9 | true
      --- | \\u05D3\\u05D5\\u05D3 | \\u05D3\\u05BC\\u05D5\\u05B9\\u05D3 | true
      --- | \\u0645\\u062D\\u0645\\u062F | \\u0645\\u064F\\u062D\\u064E\\u0645\\u0651\\u062F | true
      --- | \\u0915\\u093F  | \\u0915\\u0940        | false
      --- | \\u0915\\u093F  | \\u0915               | false
      --- | user1           | user\\u0661           | true
      --- | weis            | weiss                 | false
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = PAIRS)
  void identifyWhenFoldedThenSpellingsAreOneUser(
      String row, String first, String second, boolean oneUser) {
    UserKey firstKey = UserNames.folded().identify(unescape(first)).key();
    UserKey secondKey = UserNames.folded().identify(unescape(second)).key();

    assertThat(firstKey.equals(secondKey)).as(row).isEqualTo(oneUser);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = PAIRS)
  void identifyWhenExactThenSpellingsAreTwoUsers(
      String row, String first, String second, boolean oneUser) {
    UserKey firstKey = UserNames.exact().identify(unescape(first)).key();
    UserKey secondKey = UserNames.exact().identify(unescape(second)).key();

    assertThat(firstKey).as(row).isNotEqualTo(secondKey);
  }

  @Test
  void identifyWhenAnyModeThenTheNameIsKeptAsReported() {
    String reported = " J\u00F6HN\r\n<b>\u001B[31m";

    assertThat(UserNames.folded().identify(reported).name()).isEqualTo(reported);
    assertThat(UserNames.exact().identify(reported).name()).isEqualTo(reported);
  }

  @Test
  void identifyWhenPlainNameThenTheKeyIsItsSha256() {
    String sha256OfAdmin = "8c6976e5b5410415bde908bd4dee15dfb167a9c873fc4bb8a81f6f2ab448a918";

    assertThat(UserNames.folded().identify("ADMIN").key().hex()).isEqualTo(sha256OfAdmin);
    assertThat(UserNames.exact().identify("admin").key().hex()).isEqualTo(sha256OfAdmin);
  }

  @Test
  void identifyWhenTheDefaultLocaleIsTurkishThenTheKeysAreTheSame() {
    UserKey before = UserNames.folded().identify("TITLE \u0130I\u0131").key();
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));

      assertThat(UserNames.folded().identify("TITLE \u0130I\u0131").key()).isEqualTo(before);
    } finally {
      Locale.setDefault(locale);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\\u00A0\\u2003", "\\u0009\\u000A", "a\\u0000b", "a\\uD83D", "\\uDE00a"})
  void identifyWhenTheNameIdentifiesNobodyThenRefused(String name) {
    assertThatExceptionOfType(UnusableNameException.class)
        .isThrownBy(() -> UserNames.folded().identify(unescape(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\\u2003", "a\\u0000b", "a\\uD83D", "\\uDE00a"})
  void identifyWhenExactAndTheNameIdentifiesNobodyThenRefused(String name) {
    assertThatExceptionOfType(UnusableNameException.class)
        .isThrownBy(() -> UserNames.exact().identify(unescape(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u200B", "\\u0301\\u0308", "\\u3164", "\\u05B0"})
  void identifyWhenNothingIsLeftOfTheNameThenRefusedWithoutQuoting(String name) {
    assertThatExceptionOfType(UnusableNameException.class)
        .isThrownBy(() -> UserNames.folded().identify(unescape(name)))
        .withMessage("the user name holds nothing but blanks and characters that do not count");
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 1_000, 100_000})
  void identifyWhenLongNamesDifferAtTheEndThenTwoUsers(int length) {
    String common = "n".repeat(length);

    assertThat(UserNames.folded().identify(common + "a").key())
        .isNotEqualTo(UserNames.folded().identify(common + "b").key());
    assertThat(UserNames.exact().identify(common + "a").key())
        .isNotEqualTo(UserNames.exact().identify(common + "b").key());
  }

  @ParameterizedTest
  @CsvSource({
    "a,              100_000",
    "' ',            100_000",
    "\\u0301,        100_000",
    "\\u1E69,        100_000",
    "\\uFDFA,        10_000",
    "\\u0F72\\u0F71, 10_000",
  })
  void identifyWhenTheNameIsLongThenInTime(String part, String times) {
    String name = "x" + unescape(part).repeat(Integer.parseInt(times.replace("_", "")));

    Assertions.assertTimeout(Duration.ofSeconds(10), () -> UserNames.folded().identify(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "G"})
  void userKeyWhenNotSixtyFourHexDigitsThenRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new UserKey(text));
    assertThatIllegalArgumentException().isThrownBy(() -> new UserKey("A" + "0".repeat(63)));
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\u", i)) {
        out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
