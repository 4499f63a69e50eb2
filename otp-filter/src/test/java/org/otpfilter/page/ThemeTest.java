package org.otpfilter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThemeTest {
  private static final Chrome CHROME = new Chrome("/otp", "form-token", "alice");
  private static final ChallengeView VIEW = new ChallengeView(6, null, null, true);

  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void messagesWhenTheThemeHasALineThenOnlyThatLineChanges() throws IOException {
    write("messages.properties", "challenge.title = Ihr Code, s'il vous plaît\nlang = de\n");
    String html = new Pages(folder, "Ledger").challenge(CHROME, VIEW);
    assertThat(html).contains("<html lang=\"de\">").contains("Ihr Code, s&#39;il vous plaît");
    assertThat(html).contains("Enter the 6-digit code");
  }

  @Test
  void templateWhenTheThemeHasOneThenItIsUsedWithTheBundledParts() throws IOException {
    write("notice.mustache", "{{>top}}<p>Ours: {{text}}</p>{{>end}}");
    NoticeView view = new NoticeView("notice.csrf.title", "notice.csrf.text", null, null, false);
    String html = new Pages(folder, "Ledger").notice(CHROME, view);
    assertThat(html).contains("<p>Ours: The form you sent").contains("/otp/logout");
  }

  @Test
  void styleWhenTheThemeHasOneThenItIsServedUnderItsOwnName() throws IOException {
    write("otp.css", "body{color:navy}");
    Assets themed = new Pages(folder, "Ledger").assets();
    Assets bundled = new Pages(null, "Ledger").assets();
    assertThat(themed.style().bytes()).asString(StandardCharsets.UTF_8).contains("navy");
    assertThat(themed.named(bundled.style().name())).isEmpty();
    assertThat(themed.script().name()).isEqualTo(bundled.script().name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          challenge.mustache  | {{#alert}}never closed      | challenge.mustache
          top.mustache        | {{#title}}never closed      | top.mustache
          devices.mustache    | {{>nowhere}}                | nowhere.mustache
          notice.mustache     | {{{user}}}                  | {{{user}}}
          notice.mustache     | {{&user}}                   | {{{user}}}
          notice.mustache     | {{>*user}}                  | notice.mustache
          notice.mustache     | {{>../../../secret}}        | secret.mustache
          chalenge.mustache   | misspelt                    | chalenge.mustache
          messages.properties | page.sign-out = {0,nothing} | page.sign-out
          messages.properties | page.sign-out = \\u12       | messages.properties
          messages.properties | page = a text with keys     | page
          """)
  void startWhenAFileIsBrokenThenNamesIt(String name, String text, String named)
      throws IOException {
    write(name, text);
    assertThatThrownBy(() -> new Pages(folder, "Ledger"))
        .isInstanceOf(ThemeException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(named);
  }

  @Test
  void startWhenAFileIsNotUtf8ThenNamesIt() throws IOException {
    Files.write(folder.resolve("otp.css"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> new Pages(folder, "Ledger")).hasMessageContaining("otp.css");
  }

  @Test
  void startWhenAFileCannotBeReadThenNamesIt() throws IOException {
    Files.createDirectory(folder.resolve("enrol.mustache"));
    assertThatThrownBy(() -> new Pages(folder, "Ledger")).hasMessageContaining("enrol.mustache");
  }

  @Test
  void startWhenTheFolderIsMissingThenNamesIt() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> new Pages(missing, "Ledger")).hasMessageContaining("missing");
  }
}
