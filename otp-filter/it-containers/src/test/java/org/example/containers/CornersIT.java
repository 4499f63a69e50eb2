package org.example.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.example.containers.RawClient.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real applications do besides the usual, each in an application of its own. */
@Tag("corners")
final class CornersIT {
  private static final String CANARY = "canary-of-the-protected-pages";
  private static final List<String> VERSIONS =
      List.of("2.3", "2.4", "2.5", "3.0", "3.1", "4.0", "5.0", "6.0", "6.1");

  private final War own = War.of("own", Descriptor.of(SignIn.OWN));
  private final War form = War.of("form", Descriptor.of(SignIn.FORM));
  private final War reported =
      War.of("reported", Descriptor.of(SignIn.OWN).setting("mode", "report"));
  private final War bare = War.of("bare", Descriptor.of(SignIn.FORM).withoutFilter());
  private final War basic = War.of("basic", Descriptor.of(SignIn.BASIC));
  private final War keep = War.of("keep", Descriptor.of(SignIn.OWN).setting("session-id", "keep"));
  private final War partly =
      War.of(
          "partly",
          Descriptor.of(SignIn.OWN)
              .setting("user", "remote-user")
              .setting("user-visible", "partly")
              .setting("login-paths", "/login")
              .before("user", "/secret/*"));
  private final War gzip = War.of("gzip", Descriptor.of(SignIn.OWN).before("gzip", "/*"));
  private final War early =
      War.of("early", Descriptor.of(SignIn.OWN).before("commit", "/secret/*"));
  private final War errors =
      War.of(
          "errors",
          Descriptor.of(SignIn.OWN)
              .xml(
                  "  <error-page><error-code>403</error-code>"
                      + "<location>/secret/forbidden</location></error-page>\n"));

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_9", "TOMCAT_11", "JETTY_9", "JETTY_12_1_EE11", "UNDERTOW_2_3"})
  void cornersWhenUserHasNoCodeThenStayClosed(Model model) {
    Authenticator.assumeInstalled();
    List<War> wars = List.of(own, form, bare, reported, basic, keep, partly, gzip, early, errors);
    try (Container container = Container.start(model, wars)) {
      sessionIdInUrlIsNoSecondFactor(container);
      signingOutWithoutInvalidationEndsTheMark(container);
      keptSessionIdNeedsOurCookie(container);
      anotherBasicUserDoesNotInheritTheMark(container);
      bareBasicHeaderOpensNothing(container);
      hiddenUserStaysPendingAndStaysVerified(container);
      packedDenialCanBeRead(container);
      committedAnswerShowsNothing(container);
      protectedErrorPageStaysClosed(container);
      reportModeStopsNobodyAndSaysWhomItWould(container);
    }
  }

  private static void sessionIdInUrlIsNoSecondFactor(Container container, War war, SignIn signIn) {
    Visitor verified = new SecondFactor(container, war, signIn, "alice").enrol();
    RawClient raw = new RawClient(container.port());
    String path = inUrl(war, verified);
    long before = verified.served();
    for (String cookie : List.of("X: y", "Cookie: JSESSIONID=0123456789ABCDEF")) {
      Answer answer = raw.request("GET " + path + " HTTP/1.1", cookie, "Accept: text/html");
      assertThat(answer.raw()).as(war.name()).doesNotContain(CANARY);
      assertThat(answer.header("Location").orElse(""))
          .doesNotContain("jsessionid=" + verified.session());
    }
    assertThat(verified.served()).isEqualTo(before);
    assertThat(verified.get("/secret/home").body()).contains(CANARY);
  }

  private static String inUrl(War war, Visitor visitor) {
    return war.context() + "/secret/home;jsessionid=" + visitor.session();
  }

  private void sessionIdInUrlIsNoSecondFactor(Container container) {
    Visitor visitor = new Visitor(container, bare).signIn(SignIn.FORM, "alice");
    assertThat(
            new RawClient(container.port())
                .request("GET " + inUrl(bare, visitor) + " HTTP/1.1")
                .raw())
        .as("without the product the id in the URL is enough")
        .contains(CANARY);
    sessionIdInUrlIsNoSecondFactor(container, own, SignIn.OWN);
    sessionIdInUrlIsNoSecondFactor(container, form, SignIn.FORM);
  }

  private void signingOutWithoutInvalidationEndsTheMark(Container container) {
    for (War war : List.of(own, form)) {
      SignIn signIn = war == own ? SignIn.OWN : SignIn.FORM;
      Visitor visitor = new SecondFactor(container, war, signIn, "bob").enrol();
      visitor.post("/logout", "session", "keep");
      long before = visitor.served();
      assertThat(visitor.get("/secret/home").body()).doesNotContain(CANARY);
      visitor.signIn(signIn, "bob");
      // Tomcat answers the first request as the browser had sent it before it signed in
      assertThat(visitor.browse("/secret/home").body()).doesNotContain(CANARY);
      assertThat(visitor.get("/secret/home").body()).as(war.name()).contains("otp-required");
      assertThat(visitor.served()).isEqualTo(before);
    }
  }

  private void keptSessionIdNeedsOurCookie(Container container) {
    SecondFactor alice = new SecondFactor(container, keep, SignIn.OWN, "alice");
    Visitor visitor = alice.anotherBrowser();
    String session = visitor.session();
    String page = visitor.json("/otp/enrol").body();
    String code = new Authenticator(Visitor.member(page, "secret")).next();
    visitor.post("/otp/enrol", "code", code, "csrf", Visitor.member(page, "csrf"));
    assertThat(visitor.get("/secret/home").body()).contains(CANARY);
    assertThat(visitor.session()).isEqualTo(session);

    Answer stolen =
        new RawClient(container.port())
            .request("GET /keep/secret/home HTTP/1.1", "Cookie: JSESSIONID=" + session);
    assertThat(stolen.status()).isEqualTo(403);
    assertThat(stolen.raw()).doesNotContain(CANARY);
  }

  private void anotherBasicUserDoesNotInheritTheMark(Container container) {
    Visitor visitor = new SecondFactor(container, basic, SignIn.BASIC, "alice").enrol();
    Answer other =
        new RawClient(container.port())
            .request(
                "GET /basic/secret/home HTTP/1.1",
                "Cookie: JSESSIONID=" + visitor.session(),
                "Authorization: " + credentials("bob"));
    // Tomcat goes by the session, for which the header is no news: alice asks, and alice is
    // verified
    if (container.model().isTomcat()) {
      assertThat(other.raw()).contains(CANARY + " user=alice ");
    } else {
      assertThat(other.status()).isEqualTo(403);
      assertThat(other.raw()).doesNotContain(CANARY);
    }
  }

  private void bareBasicHeaderOpensNothing(Container container) {
    Answer answer =
        new RawClient(container.port())
            .request("GET /own/docs/index.html HTTP/1.1", "Authorization: " + credentials("alice"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.raw()).doesNotContain(CANARY);
  }

  /** The user is shown below /secret only; the pages of docs/ belong to it all the same. */
  private void hiddenUserStaysPendingAndStaysVerified(Container container) {
    Visitor stranger = new Visitor(container, partly);
    assertThat(stranger.get("/docs/index.html").body()).doesNotContain(CANARY);

    Visitor visitor = stranger.signIn(SignIn.OWN, "alice");
    assertThat(visitor.get("/secret/home").statusCode()).isEqualTo(403);
    assertThat(visitor.get("/docs/index.html").body()).doesNotContain(CANARY);
    String page = visitor.json("/otp/enrol").body();
    String code = new Authenticator(Visitor.member(page, "secret")).next();
    visitor.post("/otp/enrol", "code", code, "csrf", Visitor.member(page, "csrf"));
    for (String path : List.of("/secret/home", "/docs/index.html", "/secret/home")) {
      assertThat(visitor.get(path).body()).as(path).contains(CANARY);
    }
  }

  private void packedDenialCanBeRead(Container container) {
    Visitor visitor = new Visitor(container, gzip).signIn(SignIn.OWN, "alice");
    Answer answer =
        new RawClient(container.port())
            .request("GET /gzip/secret/home HTTP/1.1", "Cookie: JSESSIONID=" + visitor.session());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(unpacked(answer)).contains("urn:otpfilter:enrolment-required");
  }

  private void committedAnswerShowsNothing(Container container) {
    Visitor visitor = new Visitor(container, early).signIn(SignIn.OWN, "alice");
    long before = visitor.served();
    assertThat(visitor.get("/secret/home").body()).doesNotContain(CANARY);
    assertThat(visitor.served()).isEqualTo(before);
  }

  private void reportModeStopsNobodyAndSaysWhomItWould(Container container) {
    Visitor visitor = new Visitor(container, reported).signIn(SignIn.OWN, "carol");
    assertThat(visitor.get("/secret/home").body()).contains(CANARY);
    Kit.await(
        Duration.ofSeconds(60),
        () -> container.log().matches("(?s).*event=request-would-be-denied user=\"carol\".*"),
        () -> "no event of carol in the log of " + container.base());
  }

  private void protectedErrorPageStaysClosed(Container container) {
    Visitor visitor = new Visitor(container, errors).signIn(SignIn.OWN, "alice");
    long before = visitor.served();
    var answer = visitor.get("/open/dispatch?how=error&to=403");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).doesNotContain(CANARY);
    assertThat(visitor.get("/secret/home").body()).contains("urn:otpfilter:enrolment-required");
    assertThat(visitor.served()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_9", "TOMCAT_11", "JETTY_9", "JETTY_10", "JETTY_12_1_EE11"})
  void applicationWhateverItsWebXmlSaysOfItselfIsProtected(Model model) {
    boolean javax = model.flavour() == Flavour.JAVAX;
    List<War> wars = new ArrayList<>();
    for (String version : VERSIONS) {
      if ((version.compareTo("5.0") < 0) == javax) {
        String name = "v" + version.replace(".", "");
        wars.add(War.of(name, Descriptor.of(SignIn.OWN).version(version)));
        if (version.compareTo("2.5") >= 0) {
          wars.add(
              War.of(name + "c", Descriptor.of(SignIn.OWN).version(version).metadataComplete()));
        }
      }
    }
    try (Container container = Container.start(model, wars)) {
      for (War war : wars) {
        Visitor visitor = new Visitor(container, war).signIn(SignIn.OWN, "alice");
        assertThat(visitor.browse("/secret/home").headers().firstValue("Location"))
            .as(war.name())
            .hasValue(war.context() + "/otp/enrol");
        assertThat(visitor.served()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_9", "TOMCAT_10", "TOMCAT_11"})
  void sessionWhenTheApplicationIsReloadedThenStaysVerified(Model model) {
    Authenticator.assumeInstalled();
    War war =
        War.of("stored", Descriptor.of(SignIn.OWN).xml("  <distributable/>\n"))
            .file(
                "META-INF/context.xml",
                "<Context><Manager className='org.apache.catalina.session.PersistentManager'"
                    + " saveOnRestart='true'><Store"
                    + " className='org.apache.catalina.session.FileStore'/></Manager></Context>");
    try (Container container = Container.start(model, List.of(war))) {
      SecondFactor alice = new SecondFactor(container, war, SignIn.OWN, "alice");
      Visitor verified = alice.enrol();
      Visitor pending = alice.anotherBrowser();
      assertThat(pending.get("/secret/home").body()).contains("otp-required");

      assertThat(((TomcatContainer) container).manager("reload?path=" + war.context()))
          .startsWith("OK");

      assertThat(verified.get("/secret/home").body()).contains(CANARY);
      assertThat(pending.get("/secret/home").body()).contains("otp-required");
    }
  }

  private static String credentials(String user) {
    String both = user + ":" + Visitor.PASSWORD;
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
  }

  private static String unpacked(Answer answer) {
    try (var in =
        new java.util.zip.GZIPInputStream(
            new java.io.ByteArrayInputStream(
                answer.body().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(answer.raw(), e);
    }
  }
}
