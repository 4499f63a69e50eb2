package org.otpfilter.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.otpfilter.audit.Audit;
import org.otpfilter.challenge.Attempts;
import org.otpfilter.challenge.Challenge;
import org.otpfilter.device.DeviceStore;
import org.otpfilter.device.EpochSource;
import org.otpfilter.device.UserAccount;
import org.otpfilter.device.UserLedger;
import org.otpfilter.enrol.EnrolSettings;
import org.otpfilter.enrol.Enrolment;
import org.otpfilter.enrol.FactorChanges;
import org.otpfilter.gate.Gate;
import org.otpfilter.gate.GateSettings;
import org.otpfilter.mark.EnrolmentView;
import org.otpfilter.mark.Epochs;
import org.otpfilter.mark.Mark;
import org.otpfilter.mark.SessionMemory;
import org.otpfilter.oath.HashAlgorithm;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.oath.Totp;
import org.otpfilter.page.Pages;
import org.otpfilter.policy.Policy;
import org.otpfilter.report.ClientKind;
import org.otpfilter.report.Place;
import org.otpfilter.report.Reason;
import org.otpfilter.report.Recorder;
import org.otpfilter.report.Sighting;
import org.otpfilter.report.Snapshot;
import org.otpfilter.secret.Randomness;
import org.otpfilter.testing.FakeRequest;
import org.otpfilter.testing.FakeSession;
import org.otpfilter.testing.SettableClock;
import org.otpfilter.throttle.AddressThrottle;
import org.otpfilter.throttle.Budget;
import org.otpfilter.user.RoleSource;
import org.otpfilter.user.TrustedProxies;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserNames;
import org.otpfilter.user.UserSources;

class GuardTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2030-01-01T12:00:00Z"));
  private final Answer answer = new Answer();
  private final Recorder recorder =
      new Recorder(true, user -> EnrolmentView.Enrolled.NO, event -> {}, clock);

  /** Nobody is known here, and nothing may be changed. */
  private static final class NoUsers implements DeviceStore {
    @Override
    public UserAccount find(UserId user) {
      return UserAccount.UNKNOWN;
    }

    @Override
    public <T> T transact(UserId user, Function<UserLedger, T> work) {
      throw new AssertionError("a guard changes nothing in the store");
    }
  }

  /** A request that passes anyway must not wait for the store. */
  private static final class NotAsked implements DeviceStore {
    @Override
    public UserAccount find(UserId user) {
      throw new AssertionError("the store was asked");
    }

    @Override
    public <T> T transact(UserId user, Function<UserLedger, T> work) {
      throw new AssertionError("the store was asked");
    }
  }

  private static final class NoChanges implements EpochSource {
    @Override
    public Map<org.otpfilter.user.UserKey, Long> changedWithin(Duration back) {
      return Map.of();
    }

    @Override
    public void close() {}
  }

  /** A response whose writer the application has taken already. */
  private static final class Answer {
    int status = 200;
    boolean committed;
    final Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final StringWriter text = new StringWriter();

    HttpServletResponse asResponse() {
      return (HttpServletResponse)
          Proxy.newProxyInstance(
              HttpServletResponse.class.getClassLoader(),
              new Class<?>[] {HttpServletResponse.class},
              (proxy, method, arguments) -> {
                switch (method.getName()) {
                  case "isCommitted":
                    return committed;
                  case "setStatus":
                    status = (Integer) arguments[0];
                    return null;
                  case "setHeader":
                    headers.put((String) arguments[0], (String) arguments[1]);
                    return null;
                  case "setContentType":
                    headers.put("Content-Type", (String) arguments[0]);
                    return null;
                  case "getOutputStream":
                    throw new IllegalStateException("getWriter was called");
                  case "getWriter":
                    return new PrintWriter(text, true);
                  case "resetBuffer":
                    return null;
                  default:
                    throw new UnsupportedOperationException(method.getName());
                }
              });
    }
  }

  private Guard guard() {
    return guard(false);
  }

  private Guard guard(boolean reporting) {
    DeviceStore store = new NoUsers();
    Epochs epochs = new Epochs(NoChanges::new, () -> 0L, Duration.ofHours(12));
    epochs.look();
    TrustedProxies proxies = TrustedProxies.parse(List.of());
    Policy policy =
        Policy.parse("/step verified within 5m\n/* verified", problem -> {}, warning -> {});
    Duration life = Duration.ofHours(12);
    Duration pendingFor = Duration.ofMinutes(10);
    Gate.Parts parts =
        new Gate.Parts(
            new GateSettings(policy, false, life, pendingFor, false, path -> false),
            epochs,
            reporting
                ? new EnrolmentView(new NotAsked(), epochs).fromMemory()
                : new EnrolmentView(store, epochs),
            clock);
    EdgeSettings edge =
        new EdgeSettings(
            "/otp",
            "/",
            Set.of(),
            false,
            false,
            life,
            pendingFor,
            false,
            true,
            proxies,
            "x",
            6,
            reporting,
            Operators.of(List.of(), UserNames.folded(), RoleSource.parse("isUserInRole", proxies)));
    Visitors visitors =
        new Visitors(
            UserSources.parse("remote-user", proxies, GuardTest.class.getClassLoader()),
            RoleSource.parse("isUserInRole", proxies),
            UserNames.folded(),
            proxies);
    return Guard.of(parts, visitors, services(store), edge, "", "X-Code");
  }

  private PageServices services(DeviceStore store) {
    Audit audit = new Audit(events -> {}, List.of());
    Attempts attempts = new Attempts(new AddressThrottle(clock), audit, clock);
    Budget budget = new Budget(5, 20);
    Randomness randomness = new Randomness();
    Totp totp = new Totp();
    EnrolSettings enrol =
        new EnrolSettings(
            new OtpParameters(HashAlgorithm.SHA1, 6, 30),
            5,
            Duration.ofMinutes(10),
            "x",
            budget,
            1,
            true);
    return new PageServices(
        store,
        new Challenge(store, totp, budget, 1, attempts, clock),
        new Enrolment(
            new Enrolment.Parts(store, totp, attempts, audit, randomness),
            enrol,
            clock,
            (user, epoch) -> {}),
        new FactorChanges(store, audit, randomness, clock, true, (user, epoch) -> {}),
        new Pages(null, "x"),
        audit,
        recorder,
        randomness,
        clock);
  }

  private static FakeRequest dispatch(DispatcherType type) {
    ServletContext context =
        (ServletContext)
            Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> "");
    return FakeRequest.get("/page")
        .answer("getDispatcherType", type)
        .answer("getServletContext", context)
        .answer("isRequestedSessionIdFromURL", false)
        .answer("getAuthType", null);
  }

  private void handle(HttpServletRequest request) throws Exception {
    guard()
        .handle(
            request,
            answer.asResponse(),
            (passed, response) -> {
              throw new AssertionError("the application was reached");
            });
  }

  @ParameterizedTest
  @CsvSource({"FORWARD, 403", "ASYNC, 403", "INCLUDE, 200", "ERROR, 200"})
  void denialWhenDispatchIsTheContainersThenSaysSoWhereItMay(DispatcherType type, int status)
      throws Exception {
    handle(dispatch(type).user("alice").build());

    assertThat(answer.status).isEqualTo(status);
    assertThat(answer.text.toString())
        .isEqualTo(
            status == 200
                ? ""
                : "{\"type\":\"urn:otpfilter:enrolment-required\",\"title\":\"enrolment required\","
                    + "\"status\":403,\"challenge\":\"/otp/enrol\"}");
    assertThat(answer.headers.containsKey("Cache-Control"))
        .isEqualTo(type != DispatcherType.INCLUDE);
  }

  @ParameterizedTest
  @CsvSource({"REQUEST, 403", "FORWARD, 403", "ASYNC, 403", "INCLUDE, 200", "ERROR, 200"})
  void requestWhenItCannotBeReadThenDenied(DispatcherType type, int status) throws Exception {
    HttpServletRequest request = dispatch(type).answer("getMethod", null).user("\u0000").build();

    handle(request);

    assertThat(answer.status).isEqualTo(status);
    assertThat(answer.text.toString()).isEmpty();
  }

  /** The application is reached, with the very response, on which nothing was called. */
  private void passes(HttpServletRequest request) throws Exception {
    HttpServletResponse response = answer.asResponse();
    boolean[] reached = {false};
    guard(true)
        .handle(
            request,
            response,
            (passed, given) -> {
              assertThat(passed).isSameAs(request);
              assertThat(given).isSameAs(response);
              reached[0] = true;
            });
    assertThat(reached[0]).isTrue();
    assertThat(answer.headers).isEmpty();
    assertThat(answer.status).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(DispatcherType.class)
  void reportModeWhenDeniedThenPassesAndCounts(DispatcherType type) throws Exception {
    FakeRequest request =
        dispatch(type).user("alice").header("Accept", "text/html").header("X-Code", "123456");

    passes(request.build());
    passes(request.build());
    recorder.close();

    assertThat(request.hasSession()).isFalse();
    assertThat(recorder.snapshot().rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.count()).as("dispatches of one request").isEqualTo(1);
              assertThat(row.sighting().reason()).isEqualTo(Reason.ENROLMENT_REQUIRED);
              assertThat(row.sighting().client()).isEqualTo(ClientKind.BROWSER);
              assertThat(row.sighting().place())
                  .isEqualTo(
                      new Place(
                          type == DispatcherType.REQUEST ? "" : type.name(),
                          "/* verified",
                          "/page"));
            });
  }

  @ParameterizedTest
  @EnumSource(DispatcherType.class)
  void reportModeWhenRequestCannotBeReadThenPassesAndCounts(DispatcherType type) throws Exception {
    passes(dispatch(type).answer("getMethod", null).user("\u0000").build());
    recorder.close();

    assertThat(recorder.snapshot().rows())
        .singleElement()
        .satisfies(row -> assertThat(row.sighting().reason()).isEqualTo(Reason.UNREADABLE));
  }

  @Test
  void reportModeWhenSessionIsPendingForLongThenItLives() throws Exception {
    FakeSession session = new FakeSession();
    FakeRequest request = dispatch(DispatcherType.REQUEST).user("alice").session(session);
    passes(request.build());
    clock.advance(Duration.ofDays(1));
    passes(dispatch(DispatcherType.REQUEST).user("alice").session(session).build());
    recorder.close();

    assertThat(session.isInvalid()).isFalse();
    assertThat(recorder.snapshot().rows())
        .extracting(row -> row.sighting().reason())
        .containsExactly(Reason.ENROLMENT_REQUIRED);
  }

  @Test
  void reportModeWhenMarkIsTooOldForTheRuleThenPassesAndCounts() throws Exception {
    FakeSession session = new FakeSession();
    UserId alice = UserNames.folded().identify("alice");
    SessionMemory.setMark(
        session.asHttpSession(), Mark.of(alice, 0, "1", clock.instant(), false, false, ""));
    clock.advance(Duration.ofMinutes(6));
    passes(dispatch(DispatcherType.REQUEST).user("alice").session(session).build());
    passes(
        dispatch(DispatcherType.REQUEST)
            .answer("getServletPath", "/step")
            .user("alice")
            .session(session)
            .build());
    recorder.close();

    assertThat(recorder.snapshot().rows())
        .extracting(Snapshot.Row::sighting)
        .containsExactly(
            new Sighting(
                alice,
                new Place("", "/step verified within 5m", "/step"),
                Reason.TOO_OLD,
                ClientKind.REST));
  }

  @ParameterizedTest
  @CsvSource({
    "Accept: text/html,                                      BROWSER",
    "Accept: */*,                                            REST",
    "Accept: */*~Authorization: Basic YTpi,                  REST",
    "Accept: text/html~X-Requested-With: XMLHttpRequest,     SCRIPT",
    "Accept: application/json~Sec-Fetch-Mode: cors,          SCRIPT",
    "Accept: image/png~Referer: http://app.example/,         SCRIPT",
    "Accept: */*~Faces-Request: partial/ajax,                SCRIPT"
  })
  void reportModeWhenClientsDifferThenTellsThemApart(String headers, ClientKind kind)
      throws Exception {
    FakeRequest request = dispatch(DispatcherType.REQUEST).user("alice");
    for (String line : headers.split("~")) {
      request.header(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
    }
    passes(request.build());
    recorder.close();

    assertThat(recorder.snapshot().rows())
        .extracting(row -> row.sighting().client())
        .containsExactly(kind);
  }

  @Test
  void responseWhenCommittedThenDenialWritesNothing() throws Exception {
    answer.committed = true;

    handle(dispatch(DispatcherType.FORWARD).user("alice").build());

    assertThat(answer.text.toString()).isEmpty();
    assertThat(answer.headers).isEmpty();
  }

  @Test
  void sessionWhenItEndsWhileTheDenialIsWrittenThenDeniedAllTheSame() throws Exception {
    FakeRequest request =
        dispatch(DispatcherType.REQUEST).user("alice").header("Accept", "text/html");
    // what containers do when another request has ended the session meanwhile
    var ended = new org.otpfilter.testing.FakeSession();
    ended.asHttpSession().invalidate();
    request.answer("getSession", ended.asHttpSession());

    handle(request.build());

    assertThat(answer.status).isEqualTo(403);
  }
}
