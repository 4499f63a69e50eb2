package org.otpfilter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PagesTest {
  private static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
  private static final String URI =
      "otpauth://totp/Ledger:alice?secret=" + SECRET + "&issuer=Ledger";
  private static final Chrome CHROME = new Chrome("/demo/otp", "form-token", "alice");
  private static final Notice REFUSED = Notice.of("error.code-refused");
  private static final Wait WAIT = new Wait(30, "2026-11-24T10:15:29.5Z", false);

  private final Pages pages = new Pages(null, "Ledger");

  static Stream<String> everyPage() {
    return everyPage(new Pages(null, "Ledger"), CHROME);
  }

  private static Stream<String> everyPage(Pages pages, Chrome chrome) {
    return Stream.of(
        pages.challenge(chrome, new ChallengeView(6, REFUSED, WAIT, true)),
        pages.recovery(chrome, new RecoveryView(null, WAIT)),
        pages.enrolment(chrome, new EnrolView("Ledger", "alice", SECRET, URI, 6, null, null, true)),
        pages.recoveryCodes(chrome, List.of("AAAA-BBBB", "CCCC-DDDD"), true),
        pages.report(chrome, report("alice")),
        pages.devices(chrome, devices(true, new DeviceRow("7", "Phone", "24 November 2026"))),
        pages.notice(
            chrome,
            new NoticeView("notice.csrf.title", "notice.csrf.text", "/demo", "link.go-on", false)));
  }

  private static ReportView report(String name) {
    return new ReportView(
        true,
        "2030-01-01 12:00",
        812,
        2,
        List.of(
            row(name, "/reports/*", "otp-required", "browser"),
            row(null, "FORWARD /api/x", "sign-in-required", "rest")),
        3,
        List.of(new ReportView.Person(name, 1, "2030-01-02 08:00")),
        7,
        true);
  }

  private static ReportView.Row row(String name, String path, String reason, String client) {
    return new ReportView.Row(
        name, path, "/* verified", reason, client, 4, "2030-01-01 12:00", "2030-01-02 08:00");
  }

  @Test
  void reportWhenDrawnThenSaysWhoWhereWhyAndHowOften() {
    String html = pages.report(CHROME, report("<i>eve"));

    assertThat(element(html, "otp-report", "table"))
        .contains("&lt;i&gt;eve", "nobody in particular", "/reports/*", "needs a code")
        .contains("FORWARD /api/x", "program", "2030-01-02 08:00");
    assertThat(element(html, "otp-not-enrolled", "ul"))
        .contains("&lt;i&gt;eve", "One request, the last on 2030-01-02 08:00 UTC");
    assertThat(text(html))
        .contains("812 requests of 2 users would have been stopped since 2030-01-01 12:00 UTC")
        .contains("And 3 more.", "And 6 more.", "too much to tell");
  }

  @Test
  void reportWhenEmptyThenSaysSo() {
    ReportView view = new ReportView(false, "then", 0, 0, List.of(), 0, List.of(), 0, false);

    assertThat(text(pages.report(CHROME, view)))
        .contains("No request of no known user were stopped", "Nothing yet.", "has a device");
  }

  private static DevicesView devices(boolean mayRemoveLast, DeviceRow... rows) {
    return new DevicesView(List.of(rows), 8, mayRemoveLast, null, true);
  }

  private static Chrome user(String name) {
    return new Chrome("/demo/otp", "form-token", name);
  }

  private static String text(String html) {
    return html.replaceAll("<[^>]*>", "");
  }

  private static String element(String html, String id, String name) {
    Pattern pattern =
        Pattern.compile("<" + name + "[^>]* id=\"" + id + "\".*?</" + name + ">", Pattern.DOTALL);
    Matcher found = pattern.matcher(html);
    assertThat(found.find()).as("#%s in %s", id, html).isTrue();
    return found.group();
  }

  @ParameterizedTest
  @MethodSource("everyPage")
  void pageWhenDrawnThenHasItsFrame(String html) {
    assertThat(html)
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .contains("<meta name=\"viewport\" content=\"width=device-width")
        .contains("<meta name=\"color-scheme\" content=\"light dark\">")
        .contains("<form method=\"post\" action=\"/demo/otp/logout\">")
        .contains("<bdi class=\"who\">alice</bdi>")
        .containsPattern("<title>[^<]+ – Ledger</title>")
        .containsPattern("href=\"/demo/otp/assets/otp-[0-9a-f]{12}\\.css\"")
        .containsPattern("src=\"/demo/otp/assets/otp-[0-9a-f]{12}\\.js\" defer");
    assertThat(html).containsOnlyOnce("<h1>").containsOnlyOnce("<main");
  }

  @ParameterizedTest
  @MethodSource("everyPage")
  void pageWhenDrawnThenHasNothingInlineThatItsPolicyForbids(String html) {
    assertThat(html).doesNotContainPattern("(?i)<style|\\sstyle=|<script(?! src)|\\son[a-z]+=\"");
    assertThat(html).doesNotContainPattern("(src|href)=\"(https?:)?//");
  }

  @ParameterizedTest
  @MethodSource("everyPage")
  void pageWhenDrawnThenEachPostFormCarriesTheToken(String html) {
    long forms = Pattern.compile("<form ").matcher(html).results().count();
    Pattern withToken =
        Pattern.compile(
            "<form [^>]*method=\"post\"[^>]*>\\s*"
                + "<input type=\"hidden\" name=\"csrf\" value=\"form-token\">");
    assertThat(withToken.matcher(html).results().count()).isEqualTo(forms);
  }

  @ParameterizedTest
  @MethodSource("everyPage")
  void pageWhenDrawnThenEachIdStandsOnceAndEachReferenceHasItsTarget(String html) {
    List<String> ids =
        Pattern.compile(" id=\"([^\"]+)\"").matcher(html).results().map(m -> m.group(1)).toList();
    assertThat(ids).doesNotHaveDuplicates();
    Pattern references = Pattern.compile(" (?:for|aria-describedby|aria-labelledby)=\"([^\"]+)\"");
    references
        .matcher(html)
        .results()
        .flatMap(m -> Stream.of(m.group(1).split(" ")))
        .forEach(id -> assertThat(ids).contains(id));
  }

  @ParameterizedTest
  @MethodSource("everyPage")
  void pageWhenDrawnThenNoTemplateMarkOrEmptyTextIsLeft(String html) {
    assertThat(html).doesNotContain("{{").doesNotContain("}}");
    assertThat(html).doesNotContainPattern("<(h1|h2|h3|label|button|summary|title)[^>]*></");
  }

  @Test
  void challengeWhenDrawnThenHasTheHooksOfTheContract() {
    String html = pages.challenge(CHROME, new ChallengeView(8, null, null, true));
    String form = element(html, "otp-challenge", "form");
    assertThat(form).contains("method=\"post\" action=\"/demo/otp/challenge\"");
    assertThat(form)
        .contains("name=\"code\" type=\"text\" inputmode=\"numeric\"")
        .contains("autocomplete=\"one-time-code\" pattern=\"[0-9 \\-]*\"")
        .contains(" autofocus");
    assertThat(form).contains("Enter the 8-digit code from your authenticator app");
    assertThat(html).contains("href=\"/demo/otp/recovery\"").doesNotContain("otp-error");
  }

  @Test
  void challengeWhenRecoveryIsNotOfferedThenDoesNotLeadThere() {
    String html = pages.challenge(CHROME, new ChallengeView(6, null, WAIT, false));
    assertThat(html).doesNotContain("/recovery").doesNotContain("A recovery code works");
  }

  @Test
  void challengeWhenTheCodeWasRefusedThenTheErrorIsTiedToTheField() {
    String html = pages.challenge(CHROME, new ChallengeView(6, REFUSED, null, true));
    assertThat(html)
        .contains("<div id=\"otp-error\" class=\"alert\" role=\"alert\">")
        .contains("aria-describedby=\"otp-error\" aria-invalid=\"true\"")
        .contains("That code was not accepted.");
  }

  @Test
  void challengeWhenWaitingThenSaysUntilWhenAndOffersRecovery() {
    String html = pages.challenge(CHROME, new ChallengeView(6, null, WAIT, true));
    assertThat(element(html, "otp-error", "div"))
        .contains("<time datetime=\"2026-11-24T10:15:29.5Z\">24 November 2026, 10:15:30 UTC</time>")
        .contains("A recovery code works at once.");
    assertThat(html).contains("data-seconds=\"30\"").doesNotContain("aria-invalid");
  }

  @Test
  void challengeWhenLockedThenPromisesNoEnd() {
    Wait lock = new Wait(86_400, "2026-11-25T10:15:30Z", true);
    String html = pages.challenge(CHROME, new ChallengeView(6, null, lock, true));
    assertThat(html).contains("Use a recovery code, or ask").doesNotContain("data-seconds");
    assertThat(html).doesNotContain("<time");
  }

  @Test
  void recoveryWhenDrawnThenPostsToRecoveryAndLeadsBack() {
    String html = pages.recovery(CHROME, new RecoveryView(null, null));
    assertThat(element(html, "otp-recovery", "form"))
        .contains("action=\"/demo/otp/recovery\"")
        .contains("name=\"code\"")
        .doesNotContain("inputmode");
    assertThat(html).contains("href=\"/demo/otp/challenge\"");
  }

  @Test
  void enrolmentWhenDrawnThenHasTheHooksOfTheContract() {
    EnrolView view = new EnrolView("Ledger", "alice", SECRET, URI, 6, null, null, false);
    String html = pages.enrolment(CHROME, view);
    String secret = element(html, "otp-secret", "code");
    assertThat(secret).contains("data-secret=\"" + SECRET + "\"");
    assertThat(text(secret)).isEqualTo(SECRET);
    assertThat(html).contains("<svg id=\"otp-qr\"").contains("role=\"img\" aria-label=\"QR code");
    assertThat(html.replace("&#61;", "=").replace("&amp;", "&"))
        .contains("<a id=\"otp-uri\" href=\"" + URI + "\">");
    assertThat(element(html, "otp-enrol", "form"))
        .contains("action=\"/demo/otp/enrol\"")
        .contains("name=\"code\"")
        .contains("name=\"name\" type=\"text\" maxlength=\"64\"")
        .doesNotContain("autofocus");
    assertThat(html).doesNotContain("/otp/devices");
  }

  @Test
  void enrolmentViewWhenPrintedThenHidesTheSecret() {
    EnrolView view = new EnrolView("Ledger", "alice", SECRET, URI, 6, null, null, false);
    assertThat(view.toString()).contains("alice").doesNotContain(SECRET);
    assertThat(CHROME.toString()).contains("alice").doesNotContain("form-token");
  }

  @Test
  void recoveryCodesWhenDrawnThenAreListedAndCanBeKeptWithoutScript() {
    String html = pages.recoveryCodes(CHROME, List.of("AAAA-BBBB", "CCCC-DDDD"), true);
    assertThat(element(html, "otp-recovery-codes", "ul"))
        .contains("<li>AAAA-BBBB</li>", "<li>CCCC-DDDD</li>");
    Matcher link =
        Pattern.compile("href=\"data:text/plain;charset(?:=|&#61;)utf-8,([^\"]+)\" download=\"")
            .matcher(html);
    assertThat(link.find()).isTrue();
    assertThat(URLDecoder.decode(link.group(1), StandardCharsets.UTF_8))
        .contains("Recovery codes for Ledger")
        .contains("\nAAAA-BBBB\nCCCC-DDDD\n");
    assertThat(element(html, "otp-kept", "form"))
        .contains("action=\"/demo/otp/enrol\"")
        .contains("name=\"action\" value=\"kept\"")
        .contains("type=\"checkbox\" name=\"kept\" value=\"yes\" required");
  }

  @Test
  void devicesWhenOnlyOneMustStayThenOffersNoRemoval() {
    DeviceRow phone = new DeviceRow("7", "Phone", "24 November 2026");
    String kept = pages.devices(CHROME, devices(false, phone));
    assertThat(kept).doesNotContain("value=\"remove\"").contains("cannot be removed");
    String removable = pages.devices(CHROME, devices(true, phone));
    assertThat(removable).contains("value=\"remove\"").doesNotContain("cannot be removed");
  }

  @Test
  void devicesWhenDrawnThenEachHasItsForms() {
    DeviceRow phone = new DeviceRow("7", "Phone", "24 November 2026");
    DeviceRow tablet = new DeviceRow("8", "Tablet", "25 November 2026");
    String html = pages.devices(CHROME, devices(false, phone, tablet));
    assertThat(element(html, "otp-devices", "ul"))
        .contains("name=\"device\" value=\"7\"", "name=\"device\" value=\"8\"")
        .contains("name=\"action\" value=\"rename\"", "name=\"action\" value=\"remove\"")
        .contains("name=\"name\" type=\"text\" maxlength=\"64\" value=\"Tablet\"");
    assertThat(html)
        .contains("value=\"new-recovery-codes\"")
        .contains("href=\"/demo/otp/enrol\"")
        .contains("You have 8 recovery codes left.");
  }

  @Test
  void noticeWhenInAFrameThenLinkAndFormLeaveIt() {
    NoticeView view =
        new NoticeView(
            "notice.in-frame.title", "notice.in-frame.text", "/x", "notice.in-frame.link", true);
    assertThat(pages.notice(CHROME, view))
        .contains("href=\"/x\" target=\"_top\"")
        .contains("action=\"/demo/otp/logout\" target=\"_top\"");
  }

  @Test
  void noticeWhenThereIsNoTokenThenOffersNoForm() {
    NoticeView view =
        new NoticeView("notice.insecure.title", "notice.insecure.text", null, null, false);
    assertThat(pages.notice(new Chrome("/otp", null, null), view))
        .contains("trusted-proxies", "insecure-http")
        .doesNotContain("<form");
  }

  @Test
  void noticeWhenTheKeyIsUnknownThenTheCallerIsTold() {
    NoticeView view = new NoticeView("notice.none.title", "notice.csrf.text", null, null, false);
    assertThatThrownBy(() -> pages.notice(CHROME, view)).hasMessage("No message notice.none.title");
  }

  @Test
  void userWhenNamedLikeMarkupThenStaysText() {
    String hostile = "\"><svg onload=alert(1)>";
    everyPage(pages, user(hostile))
        .forEach(html -> assertThat(html).contains("&lt;svg onload").doesNotContain("<svg onload"));
  }

  @Test
  void issuerWhenNamedLikeMarkupThenStaysText() {
    Pages hostile = new Pages(null, "</title><script>");
    everyPage(hostile, CHROME)
        .forEach(
            html ->
                assertThat(html).contains("&lt;/title&gt;&lt;script").doesNotContain("<script>"));
  }

  @Test
  void deviceWhenNamedLikeATemplateThenIsNotEvaluated() {
    DeviceRow row = new DeviceRow("\"'><i>", "{{7*7}}{{csrf}}{0}<b>", "today");
    String html = pages.devices(CHROME, devices(true, row));
    assertThat(html).contains("{{7*7}}{{csrf}}{0}&lt;b&gt;").doesNotContain("<b>", "<i>");
    assertThat(html).contains("value=\"&quot;&#39;&gt;&lt;i&gt;\"");
  }

  @Test
  void errorWhenItQuotesWhatWasTypedThenStaysText() {
    Notice notice = Notice.of("error.malformed", "<u>{{csrf}}");
    assertThat(pages.challenge(CHROME, new ChallengeView(6, notice, null, true)))
        .contains("That is not a &lt;u&gt;{{csrf}}-digit code.");
  }

  @Test
  void downloadWhenTheUserIsNamedLikeMarkupThenStaysInItsAttribute() {
    String html = pages.recoveryCodes(user("\r\n\"><script>"), List.of("AAAA"), false);
    assertThat(html).contains("%22%3E%3Cscript%3E").doesNotContain("<script>");
  }
}
