package org.otpfilter.user;

import java.util.List;
import java.util.stream.Stream;

/** The networks that are not routed on the internet. They are known, not trusted. */
final class PrivateNetworks {

  private static final List<Network> LOOPBACK = networks("127.0.0.0/8", "::1");

  /** RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291 section 2.4. */
  private static final List<Network> PRIVATE =
      networks(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "169.254.0.0/16",
          "fc00::/7",
          "fe80::/10");

  private PrivateNetworks() {}

  static boolean isLoopback(IpAddress address) {
    return LOOPBACK.stream().anyMatch(network -> network.holds(address));
  }

  static boolean holds(IpAddress address) {
    return isLoopback(address) || PRIVATE.stream().anyMatch(network -> network.holds(address));
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Network::parse).toList();
  }
}
