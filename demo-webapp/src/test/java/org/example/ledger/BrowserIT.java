package org.example.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** The main job as a person meets it: in a browser, with a camera and an authenticator app. */
final class BrowserIT {

  private static final String CODE = "#otp-code";

  @TempDir private Path data;
  @TempDir private Path profile;
  @TempDir private Path pictures;
  private Browser browser;

  @Test
  void personWhenUsingABrowserThenEnrolsIsChallengedAndGetsBackIn() throws Exception {
    Tool.assumeAll();
    try (Ledger ledger = Ledger.start(0, data);
        Browser opened = Browser.open(ledger, profile)) {
      browser = opened;
      liveThroughTheStory();
    }
  }

  private void liveThroughTheStory() throws Exception {
    browser.go("/login");
    browser.assertPageIsFitForEverybody();
    signIn();
    String secret = scan();
    String used = code(secret, 0);
    List<String> recoveryCodes = confirm(used);
    keepRecoveryCodes();
    signOutOfLedger();

    signIn();
    refuse(wrong(secret));
    refuse(used);
    waitAfter(wrong(secret));
    recoverWith(recoveryCodes.get(0));

    renameDevice();
    addDevice();
    replaceRecoveryCodes();
    signOutOfProduct();

    signIn();
    passChallenge(code(secret, 1));
  }

  private void signIn() {
    browser.go("/login");
    browser.type("#username", "alice");
    browser.type("#password", "wonderland");
    browser.follow("#login-form button");
  }

  /** Reads the QR code off the screen, in both schemes, as an authenticator app would. */
  private String scan() throws Exception {
    assertThat(browser.path()).isEqualTo("/otp/enrol");
    browser.assertPageIsFitForEverybody();
    String uri = browser.one("#otp-uri").getAttribute("href");
    String secret = browser.one("#otp-secret").getAttribute("data-secret");
    assertThat(uri)
        .startsWith("otpauth://totp/Ledger:alice?")
        .contains("secret=" + secret, "issuer=Ledger");
    assertThat(browser.one("#otp-secret").getText().replaceAll("\\s", "")).isEqualTo(secret);
    browser.dark();
    assertThat(scanned("dark.png")).isEqualTo(uri);
    browser.light();
    assertThat(scanned("light.png")).isEqualTo(uri);
    return secret;
  }

  private String scanned(String name) throws Exception {
    Path picture = pictures.resolve(name);
    browser.picture("#otp-qr", picture);
    return Tool.ZBARIMG.run("--quiet", "--raw", picture.toString());
  }

  private List<String> confirm(String code) {
    // as people type it
    browser.type(CODE, code.substring(0, 3) + " " + code.substring(3));
    browser.type("#otp-name", "Phone");
    browser.follow("form#otp-enrol button");
    browser.assertPageIsFitForEverybody();
    List<String> codes =
        browser.all("#otp-recovery-codes li").stream().map(WebElement::getText).toList();
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    return codes;
  }

  private void keepRecoveryCodes() {
    browser.one("#otp-kept button[type=submit]").click();
    assertThat(browser.all("#otp-kept input[name=kept]:invalid"))
        .as("recovery codes not said to be kept")
        .hasSize(1);
    browser.one("#otp-kept input[name=kept]").click();
    browser.follow("#otp-kept button[type=submit]");
    assertThatAccountIsThere();
  }

  private void assertThatAccountIsThere() {
    assertThat(browser.path()).isEqualTo("/account");
    assertThat(browser.one("#balance").getText()).isEqualTo("2,480.50");
    browser.assertPageIsFitForEverybody();
  }

  private void signOutOfLedger() {
    browser.follow("form.who button");
    assertThat(browser.path()).isEqualTo("/");
  }

  private void refuse(String code) {
    assertThat(browser.path()).isEqualTo("/otp/challenge");
    browser.assertPageIsFitForEverybody();
    browser.type(CODE, code);
    browser.follow("form#otp-challenge button");
    assertThat(browser.one("#otp-error").getText()).isNotBlank();
    WebElement field = browser.one(CODE);
    assertThat(field.getAttribute("aria-describedby").split(" ")).contains("otp-error");
    assertThat(field.getAttribute("aria-invalid")).isEqualTo("true");
    browser.assertPageIsFitForEverybody();
    browser.go("/account");
    assertThat(browser.path()).isEqualTo("/otp/challenge");
  }

  /** Uses up the free attempts, which are five and of which two are gone, and asks once more. */
  private void waitAfter(String code) {
    for (int attempt = 3; attempt <= 6; attempt++) {
      browser.type(CODE, code);
      browser.follow("form#otp-challenge button");
    }
    assertThat(browser.one("#otp-error time").getText()).isNotBlank();
    assertThat(browser.one(".countdown .left").getText()).matches("\\d+:\\d\\d");
    browser.assertPageIsFitForEverybody();
  }

  private void recoverWith(String recoveryCode) {
    browser.follow("a[href$='/otp/recovery']");
    browser.assertPageIsFitForEverybody();
    browser.type(CODE, "AAAA-AAAA-AAAA-AAAA");
    browser.follow("form#otp-recovery button");
    assertThat(browser.one("#otp-error").getText()).isNotBlank();
    browser.assertPageIsFitForEverybody();
    browser.type(CODE, recoveryCode.toLowerCase());
    browser.follow("form#otp-recovery button");
    assertThatAccountIsThere();
  }

  private void renameDevice() {
    browser.go("/otp/devices");
    assertThat(deviceNames()).containsExactly("Phone");
    browser.one("#otp-devices summary").click();
    browser.assertPageIsFitForEverybody();
    browser.type("#otp-devices input[name=name]", "Old <phone>");
    browser.follow("#otp-devices form button");
    assertThat(browser.path()).isEqualTo("/otp/devices");
    assertThat(deviceNames()).containsExactly("Old <phone>");
  }

  private void addDevice() throws Exception {
    browser.follow("a[href$='/otp/enrol']");
    String further = scan();
    browser.type(CODE, code(further, 0));
    browser.type("#otp-name", "Tablet");
    browser.follow("form#otp-enrol button");
    browser.assertPageIsFitForEverybody();
    assertThat(browser.all("#otp-recovery-codes li")).isEmpty();
    browser.go("/otp/devices");
    assertThat(deviceNames()).containsExactlyInAnyOrder("Old <phone>", "Tablet");
    browser.assertPageIsFitForEverybody();
  }

  private List<String> deviceNames() {
    return browser.all("#otp-devices .name").stream().map(WebElement::getText).toList();
  }

  private void replaceRecoveryCodes() {
    browser.follow("section.apart form button");
    assertThat(browser.all("#otp-recovery-codes li")).hasSize(10);
    browser.assertPageIsFitForEverybody();
  }

  private void signOutOfProduct() {
    browser.follow("form[action$='/otp/logout'] button");
    assertThat(browser.path()).isEqualTo("/");
    browser.go("/account");
    assertThat(browser.path()).isEqualTo("/login");
  }

  private void passChallenge(String code) {
    assertThat(browser.path()).isEqualTo("/otp/challenge");
    browser.type(CODE, code);
    browser.follow("form#otp-challenge button");
    assertThatAccountIsThere();
  }

  /** The code so many steps from now; the next one is right already and never used before. */
  private static String code(String secret, int stepsAhead) throws Exception {
    return codes(secret, stepsAhead, 0).get(0);
  }

  /** A code that is wrong for the next minutes, whatever step they fall into. */
  private static String wrong(String secret) throws Exception {
    List<String> right = codes(secret, -5, 20);
    return IntStream.range(0, 100)
        .mapToObj("0000%02d"::formatted)
        .filter(code -> !right.contains(code))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> codes(String secret, int stepsAhead, int more) throws Exception {
    String time = Instant.now().plusSeconds(30L * stepsAhead).toString();
    String utc = time.substring(0, 19).replace('T', ' ') + " UTC";
    String window = Integer.toString(more);
    String printed =
        Tool.OATHTOOL.run("--totp", "--base32", "--now", utc, "--window", window, secret);
    return Arrays.asList(printed.split("\n"));
  }
}
