package org.otpfilter.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpfilter.UserSource;
import org.otpfilter.testing.FakeRequest;
import org.otpfilter.testing.FakeSession;

class UserSourcesTest {

  private static final TrustedProxies NONE = TrustedProxies.parse(List.of());
  private static final TrustedProxies PROXIES = TrustedProxies.parse(List.of("10.0.0.0/8"));

  private enum Kind {
    ANN
  }

  private record Login(@Nullable String login) {}

  private record Account(@Nullable Object owner) {
    @Override
    public String toString() {
      return "an account";
    }
  }

  @SuppressWarnings("UnusedMethod") // read by reflection, as the beans of applications are
  private static final class Bean {
    public String getName() {
      return "ann";
    }

    public boolean isActive() {
      return true;
    }

    public String getBroken() {
      throw new UnsupportedOperationException("no");
    }

    String getHidden() {
      return "ann";
    }

    public void getNothing() {}
  }

  /** What an embedder writes. */
  public static final class FromHost implements UserSource {
    @Override
    public @Nullable String userName(HttpServletRequest request) {
      return request.getHeader("Host");
    }
  }

  /** Cannot be made. */
  public static final class WithParameter implements UserSource {
    public WithParameter(String unused) {}

    @Override
    public @Nullable String userName(HttpServletRequest request) {
      return null;
    }
  }

  /** Fails while it is made. */
  public static final class Failing implements UserSource {
    public Failing() {
      throw new IllegalStateException("no");
    }

    @Override
    public @Nullable String userName(HttpServletRequest request) {
      return null;
    }
  }

  static final class NotPublic implements UserSource {
    @Override
    public @Nullable String userName(HttpServletRequest request) {
      return null;
    }
  }

  private static UserSource source(String setting) {
    return UserSources.parse(setting, PROXIES, UserSourcesTest.class.getClassLoader());
  }

  @Test
  void remoteUserWhenTheContainerKnowsAUserThenTheName() {
    UserSource source = source("remote-user");

    assertThat(source.userName(FakeRequest.get("/").user("ann").build())).isEqualTo("ann");
    assertThat(source.userName(FakeRequest.get("/").build())).isNull();
  }

  @Test
  void remoteUserWhenTheContainerCannotSignInHereThenNobody() {
    IllegalStateException committed = new IllegalStateException("Response committed");

    assertThat(
            source("remote-user")
                .userName(FakeRequest.get("/").failing("getRemoteUser", committed).build()))
        .isNull();
  }

  @Test
  void remoteUserWhenOnlyThePrincipalIsThereThenItsName() {
    Principal principal = () -> "ann";

    assertThat(
            source("remote-user")
                .userName(FakeRequest.get("/").answer("getUserPrincipal", principal).build()))
        .isEqualTo("ann");
  }

  static List<Arguments> values() {
    UUID uuid = new UUID(1, 2);
    Principal principal = () -> "ann";
    return List.of(
        Arguments.of("u", "ann", "ann"),
        Arguments.of("u", new StringBuilder("ann"), "ann"),
        Arguments.of("u", principal, "ann"),
        Arguments.of("u", 42L, "42"),
        Arguments.of("u", uuid, uuid.toString()),
        Arguments.of("u", Kind.ANN, "ANN"),
        Arguments.of("u", Optional.of("ann"), "ann"),
        Arguments.of("u.name", new Bean(), "ann"),
        Arguments.of("u.login", new Login("ann"), "ann"),
        Arguments.of("u.name", Map.of("name", "ann"), "ann"),
        Arguments.of("u.owner.login", new Account(new Login("ann")), "ann"),
        Arguments.of("u.owner.login", new Account(Optional.of(new Login("ann"))), "ann"),
        Arguments.of("u.owner.name", new Account(Map.of("name", 7)), "7"),
        Arguments.of("u.name", principal, "ann"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void attributeWhenItHoldsANameThenTheName(String path, Object value, String name) {
    FakeSession session = new FakeSession().with("u", value);

    for (int i = 0; i < 2; i++) {
      assertThat(source("session:" + path).userName(FakeRequest.get("/").session(session).build()))
          .isEqualTo(name);
      assertThat(
              source("request:" + path)
                  .userName(FakeRequest.get("/").attribute("u", value).build()))
          .isEqualTo(name);
    }
  }

  static List<Arguments> nobodies() {
    return List.of(
        Arguments.of("other", "ann"),
        Arguments.of("u", Optional.empty()),
        Arguments.of("u.name", Map.of("login", "ann")),
        Arguments.of("u.login", new Login(null)),
        Arguments.of("u.owner.login", new Account(null)),
        Arguments.of("u.owner.login", new Account(Optional.empty())));
  }

  @ParameterizedTest
  @MethodSource("nobodies")
  void attributeWhenANullIsOnTheWayThenNobody(String path, Object value) {
    FakeRequest request = FakeRequest.get("/").attribute("u", value);

    assertThat(source("request:" + path).userName(request.build())).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nam", "hidden", "nothing", "broken", "active", "class"})
  void attributeWhenThePropertyIsNoNameThenDeniedWithTheSetting(String property) {
    FakeRequest request = FakeRequest.get("/").attribute("u", new Bean());

    assertThatIllegalStateException()
        .isThrownBy(() -> source("request:u." + property).userName(request.build()))
        .withMessageContaining("request:u." + property);
  }

  @Test
  void attributeWhenAnObjectThenAPropertyIsAskedForWithoutItsText() {
    FakeRequest request = FakeRequest.get("/").attribute("u", new Account("ann"));

    assertThatIllegalStateException()
        .isThrownBy(() -> source("request:u").userName(request.build()))
        .withMessage("request:u is a " + Account.class.getName() + "; name a property of it");
  }

  @Test
  void attributeWhenItsNameHoldsDotsThenTheLongestThatIsSetCounts() {
    UserSource source = source("session:com.acme.user.login");
    FakeSession session =
        new FakeSession().with("com", "wrong").with("com.acme.user", new Login("ann"));

    assertThat(source.userName(FakeRequest.get("/").session(session).build())).isEqualTo("ann");
    session.with("com.acme.user.login", "bob");
    assertThat(source.userName(FakeRequest.get("/").session(session).build())).isEqualTo("bob");
  }

  @Test
  void sessionWhenThereIsNoneThenNobodyAndNoneIsMade() {
    FakeRequest request = FakeRequest.get("/");

    assertThat(source("session:u").userName(request.build())).isNull();
    assertThat(request.hasSession()).isFalse();
  }

  @Test
  void sessionWhenInvalidatedThenNobody() {
    FakeSession session = new FakeSession().with("u", "ann");
    session.asHttpSession().invalidate();

    assertThat(source("session:u").userName(FakeRequest.get("/").session(session).build()))
        .isNull();
  }

  @Test
  void headerWhenATrustedProxySetsItThenTheName() {
    UserSource source = source("header:X-User");

    assertThat(
            source.userName(FakeRequest.get("/").peer("10.0.0.1").header("X-User", "ann").build()))
        .isEqualTo("ann");
    assertThat(source.userName(FakeRequest.get("/").peer("10.0.0.1").build())).isNull();
    assertThat(source.userName(FakeRequest.get("/").peer("10.0.0.1").header("X-User", "").build()))
        .isNull();
    assertThat(source.userName(FakeRequest.get("/").build())).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", ""})
  void headerWhenAnybodyElseSendsItThenDenied(String value) {
    FakeRequest request = FakeRequest.get("/").header("x-user", value);

    assertThatIllegalStateException()
        .isThrownBy(() -> source("header:X-User").userName(request.build()))
        .withMessageContaining("trusted-proxies");
  }

  @Test
  void headerWhenItComesTwiceThenDenied() {
    FakeRequest request =
        FakeRequest.get("/").peer("10.0.0.1").header("X-User", "ann").header("x-user", "ann");

    assertThatIllegalStateException()
        .isThrownBy(() -> source("header:X-User").userName(request.build()));
  }

  @Test
  void classNameWhenItIsASourceThenItIsAsked() {
    assertThat(
            source(FromHost.class.getName())
                .userName(FakeRequest.get("/").header("Host", "ann").build()))
        .isEqualTo("ann");
  }

  static List<Arguments> wrongSettings() {
    return List.of(
        Arguments.of("session:", "names no attribute"),
        Arguments.of("session:a..b", "names no attribute"),
        Arguments.of("request:.a", "names no attribute"),
        Arguments.of("request:a b", "names no attribute"),
        Arguments.of("header:", "names no header"),
        Arguments.of("header:X User", "names no header"),
        Arguments.of("remote_user", "nor a class of the application"),
        Arguments.of("", "nor a class of the application"),
        Arguments.of("cookie:a", "nor a class of the application"),
        Arguments.of("java.lang.String", "does not implement org.otpfilter.UserSource"),
        Arguments.of("org.otpfilter.UserSource", "is not a public class that can be made"),
        Arguments.of(NotPublic.class.getName(), "is not a public class that can be made"),
        Arguments.of(WithParameter.class.getName(), "has no public constructor"),
        Arguments.of(Failing.class.getName(), "cannot be made"));
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void parseWhenTheSettingIsWrongThenRefusedWithTheReason(String setting, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source(setting))
        .withMessageContaining("'" + setting + "'")
        .withMessageContaining(reason);
  }

  @Test
  void parseWhenAHeaderButNoProxyThenRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> UserSources.parse("header:X-User", NONE, UserSourcesTest.class.getClassLoader()))
        .withMessageContaining("trusted-proxies");
  }
}
