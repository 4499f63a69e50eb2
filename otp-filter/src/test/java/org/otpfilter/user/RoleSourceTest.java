package org.otpfilter.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpfilter.testing.FakeRequest;
import org.otpfilter.testing.FakeSession;

class RoleSourceTest {

  private static final TrustedProxies PROXIES = TrustedProxies.parse(List.of("10.0.0.0/8"));

  private enum Role {
    admin
  }

  @Test
  void inRoleWhenTheContainerIsAskedThenItsAnswer() {
    RoleSource source = RoleSource.parse("isUserInRole", PROXIES);

    assertThat(source.inRole(FakeRequest.get("/").user("ann", "admin").build(), "admin")).isTrue();
    assertThat(source.inRole(FakeRequest.get("/").user("ann", "admin").build(), "Admin")).isFalse();
  }

  static List<Arguments> rolesWithAdmin() {
    Principal principal = () -> "admin";
    return List.<Object>of(
            "admin",
            "user, admin",
            "admin,user",
            " admin ",
            List.of("user", "admin"),
            Set.of("admin"),
            Arrays.asList(null, "admin"),
            new String[] {"user", "admin"},
            new Object[] {principal},
            List.of(principal),
            List.of(Role.admin),
            Role.admin)
        .stream()
        .map(Arguments::of)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rolesWithAdmin")
  void inRoleWhenTheAttributeHoldsTheRoleThenTrue(Object roles) {
    FakeSession session = new FakeSession().with("u", Map.of("roles", roles));
    FakeRequest request = FakeRequest.get("/").session(session);
    RoleSource source = RoleSource.parse("session:u.roles", PROXIES);

    assertThat(source.inRole(request.build(), "admin")).isTrue();
    assertThat(source.inRole(request.build(), "Admin")).isFalse();
    assertThat(source.inRole(request.build(), "adm")).isFalse();
    assertThat(source.inRole(request.build(), "")).isFalse();
  }

  @Test
  void inRoleWhenThereAreNoRolesThenFalse() {
    RoleSource source = RoleSource.parse("request:roles", PROXIES);

    assertThat(source.inRole(FakeRequest.get("/").build(), "admin")).isFalse();
    assertThat(source.inRole(FakeRequest.get("/").attribute("roles", "").build(), "admin"))
        .isFalse();
  }

  @Test
  void inRoleWhenAnEntryIsNoNameThenDenied() {
    FakeRequest request = FakeRequest.get("/").attribute("roles", List.of(new Object()));

    assertThatIllegalStateException()
        .isThrownBy(
            () -> RoleSource.parse("request:roles", PROXIES).inRole(request.build(), "admin"))
        .withMessageContaining("request:roles");
  }

  @Test
  void inRoleWhenAHeaderThenOnlyFromATrustedProxy() {
    RoleSource source = RoleSource.parse("header:X-Roles", PROXIES);
    FakeRequest request = FakeRequest.get("/").header("X-Roles", "user,admin");

    assertThatIllegalStateException().isThrownBy(() -> source.inRole(request.build(), "admin"));
    assertThat(source.inRole(request.peer("10.0.0.1").build(), "admin")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "isuserinrole", "remote-user", "session:", "header:", "com.acme.Roles"})
  void parseWhenTheSettingIsWrongThenRefused(String setting) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoleSource.parse(setting, PROXIES))
        .withMessageContaining("'" + setting + "'");
  }
}
