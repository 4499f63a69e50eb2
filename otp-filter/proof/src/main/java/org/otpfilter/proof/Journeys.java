package org.otpfilter.proof;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.otpfilter.oath.Base32;
import org.otpfilter.secret.Randomness;
import org.otpfilter.secret.RecoveryCode;

/** One user's whole life with the product, so that every statement of a request is run. */
final class Journeys {
  private static final Pattern SECRET = Pattern.compile("\"secret\":\\s*\"([A-Z2-7]+)\"");

  private Journeys() {}

  /** Wrong code, right code, replay, a second device, a new name, removal, recovery code. */
  static void whole(Wire wire, SeededUser user) throws IOException {
    Browser browser = Browser.behindProxy(user, Browser.Kind.JSON, user.number());
    Browser other = Browser.behindProxy(user, Browser.Kind.JSON, user.number() + 1);
    long step = SeededUser.step(System.currentTimeMillis());
    expect(204, browser.signIn(wire), user);
    expect(204, other.signIn(wire), user);
    expect(403, browser.page(wire), user);
    expect(200, browser.openChallenge(wire), user);
    expect(200, other.openChallenge(wire), user);
    expect(403, browser.answer(wire, user.wrongCode(step)), user);
    expect(200, browser.answer(wire, user.code(step)), user);
    expect(403, other.answer(wire, user.code(step)), user);
    String unknown = RecoveryCode.newSet(new Randomness(), 1).get(0).forPaper();
    expect(403, other.post(wire, "/otp/recovery", "code=" + unknown).status(), user);
    expect(200, browser.page(wire), user);
    changeDevices(wire, browser);
  }

  private static void changeDevices(Wire wire, Browser browser) throws IOException {
    SeededUser user = browser.user();
    String secret = secretOf(browser.open(wire, "/otp/enrol"));
    byte[] bytes = Base32.decode(secret).orElseThrow();
    String code = SeededUser.code(bytes, SeededUser.step(System.currentTimeMillis()));
    expect(200, browser.post(wire, "/otp/enrol", "name=second&code=" + code).status(), user);
    expect(200, browser.open(wire, "/otp/devices").status(), user);
    String device = "&device=" + user.deviceId();
    String rename = "action=rename&name=old" + device;
    expect(200, browser.post(wire, "/otp/devices", rename).status(), user);
    String renew = "action=new-recovery-codes";
    expect(200, browser.post(wire, "/otp/devices", renew).status(), user);
    expect(200, browser.post(wire, "/otp/devices", "action=remove" + device).status(), user);
    expect(200, browser.page(wire), user);
  }

  /** What the page of enrolment shows. */
  static String secretOf(Wire.Answer enrolment) throws IOException {
    Matcher shown = SECRET.matcher(enrolment.text());
    if (!shown.find()) {
      throw new IOException("no secret is shown: " + enrolment.status() + " " + enrolment.text());
    }
    return shown.group(1);
  }

  private static void expect(int expected, int actual, SeededUser user) throws IOException {
    if (actual != expected) {
      throw new IOException(user.name() + " got " + actual + ", not " + expected);
    }
  }
}
