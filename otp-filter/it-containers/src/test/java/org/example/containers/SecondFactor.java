package org.example.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** What a user does with the second factor at one application, step by step, with the outcome. */
final class SecondFactor {
  private static final String CANARY = "canary-of-the-protected-pages";

  private final Container container;
  private final War war;
  private final SignIn signIn;
  private final String user;
  private final Visitor first;
  private Authenticator app = new Authenticator("");
  private String enrolmentCode = "";
  private String recoveryCode = "";

  SecondFactor(Container container, War war, SignIn signIn, String user) {
    this.container = container;
    this.war = war;
    this.signIn = signIn;
    this.user = user;
    this.first = new Visitor(container, war);
  }

  /** A new browser of the same user, signed in with the password only. */
  Visitor anotherBrowser() {
    return new Visitor(container, war).signIn(signIn, user);
  }

  /** A password leads to enrolment and nowhere else; the first code opens everything. */
  Visitor enrol() {
    long before = first.served();
    assertLedTo("enrol", first.signIn(signIn, user).browse("/secret/home"));
    assertThat(first.served()).isEqualTo(before);

    String page = first.json("/otp/enrol").body();
    app = new Authenticator(Visitor.member(page, "secret"));
    enrolmentCode = app.next();
    HttpResponse<String> done =
        first.post("/otp/enrol", "code", enrolmentCode, "csrf", Visitor.member(page, "csrf"));
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    recoveryCode = Visitor.member(done.body(), "recoveryCodes");
    assertOpen(first, "/secret/home");
    return first;
  }

  /** A second sign-in is challenged: not by the code of before, by the next one, and once. */
  Visitor challenge() {
    Visitor visitor = anotherBrowser();
    long before = visitor.served();
    assertLedTo("challenge", visitor.browse("/secret/home"));
    HttpResponse<String> script = visitor.get("/secret/home");
    assertThat(script.statusCode()).isEqualTo(403);
    assertThat(script.body())
        .contains("urn:otpfilter:otp-required", war.context() + "/otp/challenge");
    assertRefused(visitor.code("/otp/challenge", enrolmentCode));
    assertLedTo("challenge", visitor.browse("/secret/home"));
    assertThat(visitor.served()).isEqualTo(before);

    String session = visitor.session();
    String code = app.next();
    assertThat(visitor.code("/otp/challenge", code).statusCode()).isEqualTo(200);
    assertThat(visitor.session()).isNotEmpty().isNotEqualTo(session);
    assertOpen(visitor, "/secret/home");
    assertOpen(visitor, "/stepup/home");

    assertRefused(anotherBrowser().code("/otp/challenge", code));
    return visitor;
  }

  /** A recovery code opens instead, once. */
  Visitor recover() {
    Visitor visitor = anotherBrowser();
    assertLedTo("challenge", visitor.browse("/secret/home"));
    assertThat(visitor.code("/otp/recovery", recoveryCode).statusCode()).isEqualTo(200);
    assertOpen(visitor, "/secret/home");
    assertOpen(visitor, "/stepup/home");
    assertThat(visitor.json("/otp/devices").body()).contains("\"recoveryCodesLeft\":9");

    Visitor other = anotherBrowser();
    assertLedTo("challenge", other.browse("/secret/home"));
    assertRefused(other.code("/otp/recovery", recoveryCode));
    assertLedTo("challenge", other.browse("/secret/home"));
    return visitor;
  }

  /** Signing out on our page ends the session; what is left asks for the password or a code. */
  void signOut(Visitor visitor) {
    String csrf = Visitor.member(visitor.json("/otp/devices").body(), "csrf");
    long before = visitor.served();
    assertThat(visitor.post("/otp/logout", "csrf", csrf).statusCode()).isEqualTo(303);
    HttpResponse<String> after = visitor.browse("/secret/home");
    assertThat(after.body()).doesNotContain(CANARY);
    if (signIn == SignIn.BASIC) {
      assertLedTo("challenge", after);
    }
    assertThat(visitor.served()).isEqualTo(before);
  }

  /** Once a minute has passed, a path that wants a code of this minute asks for one. */
  void stepUp(Visitor visitor) {
    assertLedTo("challenge", visitor.browse("/stepup/home"));
    HttpResponse<String> script = visitor.get("/stepup/home");
    assertThat(script.statusCode()).isEqualTo(403);
    assertThat(script.body()).contains("urn:otpfilter:too-old");
    assertOpen(visitor, "/secret/home");
    assertThat(visitor.code("/otp/challenge", app.next()).statusCode()).isEqualTo(200);
    assertOpen(visitor, "/stepup/home");
  }

  private void assertOpen(Visitor visitor, String path) {
    long before = visitor.served();
    HttpResponse<String> answer = visitor.browse(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains(CANARY);
    if (signIn != SignIn.OWN) {
      assertThat(answer.body()).contains("user=" + user);
    }
    assertThat(visitor.served()).isEqualTo(before + 1);
  }

  private void assertLedTo(String page, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).hasValue(war.context() + "/otp/" + page);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.body()).doesNotContain(CANARY);
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("urn:otpfilter:code-refused");
  }
}
