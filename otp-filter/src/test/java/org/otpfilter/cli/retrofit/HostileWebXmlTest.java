package org.otpfilter.cli.retrofit;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.otpfilter.cli.CommandException;

/**
 * Descriptors that want to exhaust or mislead whoever changes them. The large ones would keep a
 * reader busy for hours that looks at everything once for each thing.
 */
final class HostileWebXmlTest {

  private static final int MANY = 60_000;
  private static final String MARKS =
      "<!-- otp-filter retrofit: begin --><!-- otp-filter retrofit: end -->";

  @Test
  void marksWhenThereBeforeTheFilterThenRefused() {
    refusesToInsert("<web-app>" + MARKS + "</web-app>", "holds marks of retrofit");
    refusesToInsert(
        "<web-app><!-- otp-filter retrofit: begin --></web-app>", "holds marks of retrofit");
  }

  @Test
  void marksWhenMoreThanAreEverPutInThenRefused() {
    assertThatThrownBy(() -> Removal.from(read("<web-app>" + MARKS.repeat(3) + "</web-app>")))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("3 pairs of marks");
  }

  @Test
  void textWhenOfMoreTagsOrLinesThanAnyThenRefused() {
    String tags = "<a/>".repeat(Markup.MOST_PIECES);
    assertThatThrownBy(() -> read("<web-app>" + tags + "</web-app>"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("more than 500000 tags");
    String lines = "\n".repeat(XmlText.MOST_LINES + 1);
    assertThatThrownBy(() -> read("<web-app>" + lines + "</web-app>"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("more than 500000 lines");
  }

  @Test
  @Timeout(value = 2, unit = MINUTES, threadMode = SEPARATE_THREAD)
  void textWhenAllOnOneLineThenEachPlaceIsLookedAtOnce() {
    retrofittedAndBack("<web-app>" + "<a/>".repeat(MANY * 4) + "</web-app>");
    retrofittedAndBack("<web-app>" + "<!---->".repeat(MANY * 4) + "</web-app>");
  }

  @Test
  @Timeout(value = 2, unit = MINUTES, threadMode = SEPARATE_THREAD)
  void textWhenOfManyFiltersThenEachIsLookedAtOnce() {
    String filters =
        named("<filter><filter-name>otp-%d</filter-name></filter>")
            + named("<filter-mapping><filter-name>otp-%d</filter-name></filter-mapping>");
    Insertion insertion =
        retrofittedAndBack(
            "<web-app><filter><filter-name>otp</filter-name></filter>" + filters + "</web-app>");
    assertThat(insertion.filterName()).isEqualTo("otp-" + MANY);
  }

  private static String named(String xml) {
    return IntStream.range(0, MANY).mapToObj(xml::formatted).collect(Collectors.joining());
  }

  /** It keeps what its steps need, not all lines for each step, which were 20 GB here. */
  @Test
  void differenceWhenOfALongTextThenNeedsLittle() {
    String before = "\n".repeat(400_000);
    String added = "x\n".repeat(3000);
    List<String> lines =
        LineDiff.of(before, before.substring(200_000) + added + before.substring(0, 200_000));
    assertThat(lines).hasSize(1 + 3 + 3000 + 3);
  }

  @Test
  void declarationWhenLongThenItsEncodingCountsOrItIsRefused() {
    String root = "?><web-app><display-name>\u00fc</display-name></web-app>";
    byte[] long300 = declared(300, root);
    assertThat(WebXml.of(long300).text()).contains("\u00fc");
    assertThatThrownBy(() -> WebXml.of(declared(5000, root)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("endless XML declaration");
  }

  private static byte[] declared(int blanks, String rest) {
    return ("<?xml version='1.0'" + " ".repeat(blanks) + "encoding='ISO-8859-1'" + rest)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Insertion retrofittedAndBack(String before) {
    Insertion insertion = insertion(before);
    assertThat(Removal.from(WebXml.of(insertion.bytes())).bytes())
        .hasValueSatisfying(back -> assertThat(back).isEqualTo(Descriptors.utf8(before)));
    return insertion;
  }

  private static void refusesToInsert(String document, String reason) {
    assertThatThrownBy(() -> insertion(document))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(reason);
  }

  private static Insertion insertion(String document) {
    return Insertion.into(
        read(document), Map.of("user", "remote-user"), Optional.empty(), Set.of());
  }

  private static WebXml read(String document) {
    return WebXml.of(Descriptors.utf8(document));
  }
}
