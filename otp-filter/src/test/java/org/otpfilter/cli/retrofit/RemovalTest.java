package org.otpfilter.cli.retrofit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.otpfilter.cli.CommandException;

final class RemovalTest {

  private static final String BEFORE = Descriptors.full();

  @Test
  void removalWhenSettingsInTheBlockWereEditedThenTheRestIsAsItWas() {
    assertThat(removed(after -> after.replace("/login open", "/login open\n/help open")))
        .isEqualTo(BEFORE);
  }

  @Test
  void removalWhenTheRestWasEditedThenTheEditStays() {
    assertThat(removed(after -> after.replace("org.example.S<", "org.example.T<")))
        .isEqualTo(BEFORE.replace("org.example.S<", "org.example.T<"));
  }

  @Test
  void removalWhenSomethingElseStandsInTheBlockThenRefused() {
    refuses(
        after ->
            after.replace(
                "<!-- otp-filter retrofit: end", "<listener/><!-- otp-filter retrofit: end"),
        "<listener>");
  }

  @Test
  void removalWhenAMarkIsGoneThenRefused() {
    refuses(after -> after.replace("<!-- otp-filter retrofit: end -->", ""), "in pairs");
    refuses(after -> after.replace("<!-- otp-filter retrofit: begin -->", ""), "in pairs");
  }

  @Test
  void removalWhenBothMarksAreGoneThenRefusedAsPutInByHand() {
    refuses(after -> after.replaceAll("<!-- otp-filter retrofit: [a-z]+ -->", ""), "by hand");
  }

  @Test
  void removalWhenNeverRetrofittedThenRefused() {
    assertThatThrownBy(() -> Removal.from(WebXml.of(Descriptors.utf8(BEFORE))))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("was not retrofitted");
  }

  @Test
  void removalWhenFilterStandsThereTwiceThenRefused() {
    refuses(
        after ->
            after.replace(
                "</web-app>",
                "<filter><filter-name>x</filter-name><filter-class>org.otpfilter.OtpFilter"
                    + "</filter-class></filter></web-app>"),
        "once more");
  }

  private static String removed(UnaryOperator<String> edit) {
    return new String(
        Removal.from(WebXml.of(edited(edit))).bytes().orElseThrow(), StandardCharsets.UTF_8);
  }

  private static void refuses(UnaryOperator<String> edit, String reason) {
    byte[] edited = edited(edit);
    assertThatThrownBy(() -> Removal.from(WebXml.of(edited)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(reason);
  }

  private static byte[] edited(UnaryOperator<String> edit) {
    String after =
        new String(InsertionTest.retrofitted(Descriptors.utf8(BEFORE)), StandardCharsets.UTF_8);
    String edited = edit.apply(after);
    assertThat(edited).isNotEqualTo(after);
    return Descriptors.utf8(edited);
  }
}
