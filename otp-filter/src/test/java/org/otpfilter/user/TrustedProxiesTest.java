package org.otpfilter.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpfilter.testing.FakeRequest;

class TrustedProxiesTest {

  private static final TrustedProxies PROXIES =
      TrustedProxies.parse(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8:f::/48"));

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1,            true",
    "10.255.255.255,      true",
    "11.0.0.0,            false",
    "192.0.2.7,           true",
    "192.0.2.8,           false",
    "::ffff:10.1.2.3,     true",
    "2001:db8:f:1::1,     true",
    "2001:db8:f:1::1%2,   true",
    "2001:db8:10::1,      false",
    "localhost,           false",
    "'',                  false",
  })
  void trustsWhenAskedThenOnlyTheNetworks(String address, boolean trusted) {
    assertThat(PROXIES.trusts(address)).isEqualTo(trusted);
  }

  @Test
  void trustsWhenThePeerHasNoAddressThenNot() {
    assertThat(PROXIES.trusts(null)).isFalse();
  }

  @Test
  void trustsWhenTheNetworkIsAllOfIpv6ThenNoIpv4Address() {
    TrustedProxies all = TrustedProxies.parse(List.of("::/0"));

    assertThat(all.trusts("2001:db8::1")).isTrue();
    assertThat(all.trusts("192.0.2.1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proxy.example",
        "10.0.0.0/33",
        "::/129",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.0/1a",
        "10.0.0",
        "fe80::1%eth0",
        "10.0.0.0/ 8",
        "10.0.0.0/0008"
      })
  void parseWhenAnEntryIsWrongThenRefusedWithIt(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustedProxies.parse(List.of("10.0.0.0/8", entry)))
        .withMessageContaining("'" + entry + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          198.51.100.9 | 203.0.113.5                     | 198.51.100.9
          10.0.0.1     |                                 | 10.0.0.1
          10.0.0.1     | 203.0.113.5                     | 203.0.113.5
          10.0.0.1     | 1.1.1.1, 203.0.113.5            | 203.0.113.5
          10.0.0.1     | 1.1.1.1, 203.0.113.5, 10.0.0.2  | 203.0.113.5
          10.0.0.1     | 10.0.0.3, 10.0.0.2              | 10.0.0.3
          10.0.0.1     | 203.0.113.5:4711                | 203.0.113.5
          10.0.0.1     | [2001:db8::5]:4711              | 2001:db8::5
          10.0.0.1     | 2001:db8::5                     | 2001:db8::5
          10.0.0.1     | ::ffff:203.0.113.5              | 203.0.113.5
          10.0.0.1     | 1.1.1.1, unknown                | 10.0.0.1
          10.0.0.1     | 1.1.1.1, unknown, 10.0.0.2      | 10.0.0.2
          10.0.0.1     | 1.1.1.1,                        | 10.0.0.1
          10.0.0.1     | 203.0.113.5:4711x!              | 10.0.0.1
          10.0.0.1     | [2001:db8::5                    | 10.0.0.1
          10.0.0.1     | [203.0.113.5]                   | 10.0.0.1
          10.0.0.1     | proxy.example                   | 10.0.0.1
          """)
  void clientAddressWhenForwardedForThenTheRightmostUntrusted(
      String peer, String forwardedFor, String client) {
    FakeRequest request = FakeRequest.get("/").peer(peer);
    if (forwardedFor != null) {
      request.header("X-Forwarded-For", forwardedFor);
    }

    assertThat(PROXIES.clientAddress(request.build())).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          198.51.100.9 | for=203.0.113.5                                   | 198.51.100.9
          10.0.0.1     | for=203.0.113.5                                   | 203.0.113.5
          10.0.0.1     | FOR="203.0.113.5:4711";proto=https;by=10.0.0.1    | 203.0.113.5
          10.0.0.1     | for="[2001:db8::5]:4711"                          | 2001:db8::5
          10.0.0.1     | for="[2001:db8::5]"; host="a,b;c"                 | 2001:db8::5
          10.0.0.1     | for=[2001:db8::5]:4711                            | 2001:db8::5
          10.0.0.1     | for=1.1.1.1, for=203.0.113.5 ,for=10.0.0.2        | 203.0.113.5
          10.0.0.1     | for="203.0.113.5:_port"                           | 203.0.113.5
          10.0.0.1     | for=1.1.1.1, for=_hidden                          | 10.0.0.1
          10.0.0.1     | for=1.1.1.1, for=unknown                          | 10.0.0.1
          10.0.0.1     | for=1.1.1.1, proto=https                          | 10.0.0.1
          10.0.0.1     | for=1.1.1.1;for=203.0.113.5                       | 10.0.0.1
          10.0.0.1     | for=" , for=203.0.113.5                           | 10.0.0.1
          10.0.0.1     | for="\\1.1.1.1"                                   | 1.1.1.1
          10.0.0.1     | for = 203.0.113.5                                 | 10.0.0.1
          """,
      quoteCharacter = '^')
  void clientAddressWhenForwardedThenTheRightmostUntrusted(
      String peer, String forwarded, String client) {
    FakeRequest request = FakeRequest.get("/").peer(peer).header("Forwarded", forwarded);

    assertThat(PROXIES.clientAddress(request.build())).isEqualTo(client);
  }

  @Test
  void clientAddressWhenSeveralLinesThenTheyAreOneList() {
    FakeRequest request =
        FakeRequest.get("/")
            .peer("10.0.0.1")
            .header("X-Forwarded-For", "1.1.1.1")
            .header("X-Forwarded-For", "203.0.113.5, 10.0.0.2")
            .header("X-Forwarded-For", "10.0.0.3");

    assertThat(PROXIES.clientAddress(request.build())).isEqualTo("203.0.113.5");
  }

  @Test
  void clientAddressWhenBothHeadersDisagreeThenThePeer() {
    FakeRequest request =
        FakeRequest.get("/").peer("10.0.0.1").header("X-Forwarded-For", "203.0.113.5");

    assertThat(PROXIES.clientAddress(request.header("Forwarded", "for=203.0.113.5").build()))
        .isEqualTo("203.0.113.5");
    assertThat(PROXIES.clientAddress(request.header("Forwarded", "for=1.1.1.1").build()))
        .isEqualTo("10.0.0.1");
  }

  @Test
  void clientAddressWhenAThousandHopsThenStillTheRightmostUntrusted() {
    String hops = "1.1.1.1, ".repeat(10) + "203.0.113.5" + ", 10.0.0.2".repeat(1_000);
    FakeRequest request = FakeRequest.get("/").peer("10.0.0.1").header("X-Forwarded-For", hops);

    assertThat(PROXIES.clientAddress(request.build())).isEqualTo("203.0.113.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          198.51.100.9 | https         |                          | false
          10.0.0.1     |               |                          | false
          10.0.0.1     | https         |                          | true
          10.0.0.1     | HTTPS         |                          | true
          10.0.0.1     | http, https   |                          | true
          10.0.0.1     | https, http   |                          | false
          10.0.0.1     | https,        |                          | false
          10.0.0.1     |               | for=a;proto=https        | true
          10.0.0.1     |               | proto=https, proto=http  | false
          10.0.0.1     |               | proto=https, for=a       | false
          10.0.0.1     |               | proto=", proto=https     | false
          10.0.0.1     | https         | proto=http               | false
          10.0.0.1     | https         | for=a                    | true
          10.0.0.1     | https         | proto="                  | false
          """,
      quoteCharacter = '^')
  void secureWhenThePeerIsTrustedThenItsWordCounts(
      String peer, String proto, String forwarded, boolean secure) {
    FakeRequest request = FakeRequest.get("/").peer(peer);
    if (proto != null) {
      request.header("X-Forwarded-Proto", proto);
    }
    if (forwarded != null) {
      request.header("Forwarded", forwarded);
    }

    assertThat(PROXIES.secure(request.build())).isEqualTo(secure);
    assertThat(PROXIES.secure(request.tls().build())).isTrue();
  }

  @Test
  void forwardedWhenAnyProxyWroteOneThenTrue() {
    assertThat(TrustedProxies.forwarded(FakeRequest.get("/").build())).isFalse();
    assertThat(
            TrustedProxies.forwarded(
                FakeRequest.get("/").header("x-forwarded-proto", "http").build()))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,          true,  true",
    "127.9.9.9,          true,  true",
    "::1,                true,  true",
    "::ffff:127.0.0.1,   true,  true",
    "10.1.1.1,           true,  false",
    "172.31.255.255,     true,  false",
    "172.32.0.0,         false, false",
    "192.168.0.1,        true,  false",
    "169.254.1.1,        true,  false",
    "fd00::1,            true,  false",
    "fe80::1%eth0,       true,  false",
    "2001:db8::1,        false, false",
    "8.8.8.8,            false, false",
    "localhost,          false, false",
  })
  void addressWhenPrivateOrLoopbackThenKnown(
      String address, boolean isPrivate, boolean isLoopback) {
    assertThat(TrustedProxies.isPrivate(address)).isEqualTo(isPrivate);
    assertThat(TrustedProxies.isLoopback(address)).isEqualTo(isLoopback);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,                192.0.2.1",
    "::ffff:192.0.2.1,         192.0.2.1",
    "2001:db8:1:2:3:4:5:6,     2001:db8:1:2::/64",
    "2001:db8:1:2:ffff::,      2001:db8:1:2::/64",
    "2001:db8:1:3::1,          2001:db8:1:3::/64",
    "@,                        @",
  })
  void budgetKeyWhenIpv6ThenItsNetwork(String address, String key) {
    assertThat(TrustedProxies.budgetKey(address)).isEqualTo(key);
  }
}
