package org.otpfilter.user;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.otpfilter.testing.FakeRequest;

/** What a client writes never counts as what the trusted proxy wrote behind it (R028). */
final class ForwardedFuzz {
  private static final String PROXY = "10.0.0.1";
  private static final String CLIENT = "203.0.113.9";
  private static final TrustedProxies PROXIES = TrustedProxies.parse(List.of(PROXY));

  private ForwardedFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String written = new String(data, StandardCharsets.ISO_8859_1);
    String name = data.length % 2 == 0 ? "X-Forwarded-For" : "Forwarded";
    String added = data.length % 2 == 0 ? CLIENT : "for=" + CLIENT + ";proto=http";
    FakeRequest request = FakeRequest.get("/").peer(PROXY).header(name, written);
    request.header(name, added).header("X-Forwarded-Proto", written);
    request.header("X-Forwarded-Proto", "http");
    String address = PROXIES.clientAddress(request.build());
    if (!Set.of(CLIENT, PROXY).contains(address)) {
      throw new AssertionError("the client chose its address: " + address);
    }
    if (PROXIES.secure(request.build())) {
      throw new AssertionError("the client chose its scheme");
    }
    FakeRequest direct = FakeRequest.get("/").peer(CLIENT).header(name, written);
    if (!PROXIES.clientAddress(direct.build()).equals(CLIENT)) {
      throw new AssertionError("a peer that nobody trusts was believed");
    }
  }
}
