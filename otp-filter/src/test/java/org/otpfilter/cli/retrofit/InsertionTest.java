package org.otpfilter.cli.retrofit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.otpfilter.cli.CommandException;
import org.otpfilter.descriptor.Flavour;

final class InsertionTest {

  private static final String RULES = "/login open\n/a<b&c open\n/* verified";

  @ParameterizedTest
  @MethodSource("org.otpfilter.cli.retrofit.Descriptors#names")
  void webXmlWhenRetrofittedThenStillThereAndRestoredByRemoval(String name) {
    byte[] before = Descriptors.all().get(name);
    byte[] after = retrofitted(before);
    WebXml read = WebXml.of(after);
    assertThat(read.namesOurFilter()).isTrue();
    assertThat(isWithin(WebXml.of(before).text(), read.text()))
        .as("characters are gained")
        .isTrue();
    Removal removal = Removal.from(read);
    assertThat(removal.bytes()).hasValueSatisfying(b -> assertThat(b).isEqualTo(before));
  }

  @ParameterizedTest
  @MethodSource("org.otpfilter.cli.retrofit.Descriptors#names")
  void webXmlWhenRetrofittedThenParametersArriveAsGiven(String name) {
    WebXml read = WebXml.of(retrofitted(Descriptors.all().get(name)));
    Element filter =
        read.filters().stream()
            .filter(f -> f.textOf("filter-class").equals(WebXml.FILTER_CLASS))
            .findFirst()
            .orElseThrow();
    Map<String, String> params = new LinkedHashMap<>();
    filter
        .children("init-param")
        .forEach(p -> params.put(p.textOf("param-name"), p.textOf("param-value")));
    assertThat(params).containsEntry("issuer", "Ünï ≠ <x>");
    assertThat(params.get("rules").lines().map(String::strip))
        .containsExactlyElementsOf(RULES.lines().toList());
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                  behind",
    "<dispatcher>REQUEST</dispatcher>,    behind",
    "<dispatcher>FORWARD</dispatcher>,    before all others"
  })
  void placeWhenAKnownFilterIsMappedThenBehindItIfItSeesRequests(String dispatcher, String place) {
    String webXml =
        """
        <web-app version="3.0" xmlns="http://java.sun.com/xml/ns/javaee">
          <filter>
            <filter-name>shiro</filter-name>
            <filter-class>org.apache.shiro.web.servlet.ShiroFilter</filter-class>
          </filter>
          <filter-mapping>
            <filter-name>shiro</filter-name>
            <url-pattern>/*</url-pattern>
            %s
          </filter-mapping>
        </web-app>
        """
            .formatted(dispatcher == null ? "" : dispatcher);

    WebXml read = WebXml.of(webXml.getBytes(StandardCharsets.UTF_8));

    assertThat(Position.find(read, Optional.empty()).why()).contains(place);
  }

  @Test
  void lineEndsWhenMixedThenNewLinesTakeThatOfTheirNeighbour() {
    for (String name : List.of("CRLF", "CR", "no final line end", "trailing blanks", "2.3 full")) {
      byte[] before = Descriptors.all().get(name);
      assertThat(foreignLineEnds(text(retrofitted(before)), text(before))).as(name).isFalse();
    }
  }

  private static boolean foreignLineEnds(String after, String before) {
    List<String> kinds = new ArrayList<>();
    for (String text : new String[] {before, after}) {
      String rest = text.replace("\r\n", "W");
      kinds.add((rest.length() < text.length()) + " " + rest.contains("\n") + rest.contains("\r"));
    }
    return !kinds.get(0).equals(kinds.get(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2.2 full  | 0 | false
          2.3 full  | 0 | false
          2.4 full  | 4 | false
          2.5 plain | 4 | false
          3.0 full  | 5 | true
          4.0 full  | 5 | true
          6.1 plain | 5 | true
          no namespace full | 5 | true
          """)
  void versionWhenItKnowsLessThenLessIsWritten(String name, int dispatchers, boolean async) {
    WebXml read = WebXml.of(retrofitted(Descriptors.all().get(name)));
    Element mapping = read.lastMapping("otp").orElseThrow();
    assertThat(mapping.children("dispatcher")).hasSize(dispatchers);
    assertThat(text(retrofitted(Descriptors.all().get(name))).contains("<async-supported>"))
        .isEqualTo(async);
  }

  @Test
  void versionWhenDocumentGoesBeyondItThenSoDoesTheFilter() {
    String before =
        Descriptors.fullDtd()
            .replace(
                "<url-pattern>/x/*</url-pattern>",
                "<url-pattern>/x/*</url-pattern><dispatcher>ASYNC</dispatcher>");
    assertThat(text(retrofitted(Descriptors.utf8(before))))
        .contains("<async-supported>", "<dispatcher>ERROR</dispatcher>");
  }

  @Test
  void dtdOrderWhenMappingGoesBehindAnotherThenFilterStandsAmongFilters() {
    WebXml read = WebXml.of(retrofitted(Descriptors.utf8(Descriptors.fullDtd())));
    assertThat(read.root().children().stream().map(Element::name).distinct())
        .containsExactly(
            "display-name", "context-param", "filter", "filter-mapping", "listener", "servlet");
    assertThat(read.mappings().stream().map(WebXml::filterName))
        .containsExactly("encoding", "sso", "sso", "otp");
  }

  @Test
  void mappingWhenNoFilterSignsInThenFirst() {
    String before =
        Descriptors.full().replace("org.jasig.cas.client.authentication", "org.example");
    WebXml read = WebXml.of(retrofitted(Descriptors.utf8(before)));
    assertThat(read.mappings().stream().map(WebXml::filterName))
        .containsExactly("otp", "encoding", "sso", "sso");
    assertThat(read.text()).contains("<!-- encoding comes first -->\n  <filter-mapping>");
  }

  @Test
  void mappingWhenAfterNamesAFilterThenBehindItsLastMapping() {
    Insertion insertion = insertion(Descriptors.utf8(Descriptors.full()), Optional.of("encoding"));
    assertThat(WebXml.of(insertion.bytes()).mappings().stream().map(WebXml::filterName))
        .containsExactly("encoding", "otp", "sso", "sso");
    assertThat(insertion.position().why()).contains("--after");
  }

  @Test
  void mappingWhenAfterNamesNoFilterThenRefusedWithTheNames() {
    byte[] before = Descriptors.utf8(Descriptors.full());
    assertThatThrownBy(() -> insertion(before, Optional.of("Encoding")))
        .isInstanceOf(CommandException.class)
        .hasMessageContainingAll("'Encoding'", "'encoding', 'sso'");
  }

  @Test
  void wholeLinesWhenDocumentHasLinesThenNoLineChanges() {
    List<String> before = Descriptors.full().lines().toList();
    List<String> after =
        new ArrayList<>(text(retrofitted(Descriptors.utf8(Descriptors.full()))).lines().toList());
    int kept = 0;
    for (String line : after) {
      kept += kept < before.size() && line.equals(before.get(kept)) ? 1 : 0;
    }
    assertThat(kept).isEqualTo(before.size());
  }

  @Test
  void nameWhenTakenThenAnother() {
    Insertion insertion = insertion(Descriptors.all().get("the name is taken"), Optional.empty());
    assertThat(insertion.filterName()).isEqualTo("otp-2");
  }

  @Test
  void newWebXmlWhenRemovedThenNoFileIsLeft() {
    for (Flavour flavour : Flavour.values()) {
      byte[] made =
          Insertion.into(
                  WebXml.of(NewWebXml.of(flavour)),
                  Map.of("user", "remote-user"),
                  Optional.empty(),
                  Set.of(Marks.NO_FILE))
              .bytes();
      assertThat(Removal.from(WebXml.of(made)).bytes()).isEmpty();
      String edited = text(made).replace("</web-app>", "  <distributable/>\n</web-app>");
      assertThat(Removal.from(WebXml.of(Descriptors.utf8(edited))).bytes()).isPresent();
    }
  }

  static byte[] retrofitted(byte[] before) {
    return insertion(before, Optional.empty()).bytes();
  }

  private static Insertion insertion(byte[] before, Optional<String> after) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("user", "session:account.login");
    params.put("issuer", "Ünï ≠ <x>");
    params.put("rules", RULES);
    return Insertion.into(WebXml.of(before), params, after, Set.of());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static boolean isWithin(String part, String whole) {
    int[] found = {0};
    whole
        .chars()
        .forEach(
            c -> {
              if (found[0] < part.length() && part.charAt(found[0]) == c) {
                found[0]++;
              }
            });
    return found[0] == part.length() && Arrays.stream(found).allMatch(n -> n >= 0);
  }
}
