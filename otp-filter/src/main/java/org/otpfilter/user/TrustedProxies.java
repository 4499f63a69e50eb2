package org.otpfilter.user;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose headers count (setting {@code trusted-proxies}), and what they say of a client.
 * Headers of any other peer are not read, and no name is ever looked up.
 */
public final class TrustedProxies {

  private static final String FORWARDED = "Forwarded";
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String FORWARDED_PROTO = "X-Forwarded-Proto";
  private static final List<String> HEADERS =
      List.of(FORWARDED, FORWARDED_FOR, FORWARDED_PROTO, "X-Forwarded-Host", "X-Real-IP");

  private static final int LONGEST_HEADER = 16_384;

  private final List<Network> networks;

  private TrustedProxies(List<Network> networks) {
    this.networks = networks;
  }

  /**
   * Reads addresses and networks in CIDR form.
   *
   * @throws IllegalArgumentException with the first entry that is neither
   */
  public static TrustedProxies parse(List<String> cidrs) {
    return new TrustedProxies(cidrs.stream().map(Network::parse).toList());
  }

  /** Whether no proxy is trusted. */
  public boolean isEmpty() {
    return networks.isEmpty();
  }

  /** Whether this peer is one of the proxies; a text that is no address never is. */
  public boolean trusts(@Nullable String remoteAddr) {
    return !networks.isEmpty() && address(remoteAddr).filter(this::trusts).isPresent();
  }

  /**
   * Returns the address of the client: the peer, or, if the peer is trusted, the right-most address
   * that is not. A hop that is no address ends the search at the one before it, and so do {@code
   * X-Forwarded-For} and {@code Forwarded} that disagree: the client wrote one of them.
   */
  public String clientAddress(HttpServletRequest request) {
    String remoteAddr = request.getRemoteAddr();
    Optional<IpAddress> peer = address(remoteAddr);
    if (peer.isEmpty()) {
      return String.valueOf(remoteAddr);
    }
    if (!trusts(peer.get())) {
      return peer.get().toString();
    }
    String forwardedFor = joined(request, FORWARDED_FOR);
    String forwarded = joined(request, FORWARDED);
    IpAddress client = peer.get();
    if (forwardedFor != null) {
      client = client(peer.get(), List.of(forwardedFor.split(",", -1)));
    }
    if (forwarded != null) {
      IpAddress other = client(peer.get(), nodes(forwarded));
      client = forwardedFor == null || client.equals(other) ? other : peer.get();
    }
    return client.toString();
  }

  /**
   * Whether the client's connection is encrypted: the container says so, or a trusted peer does,
   * and no other header of it says otherwise. The right-most value counts.
   */
  public boolean secure(HttpServletRequest request) {
    if (request.isSecure()) {
      return true;
    }
    if (!trusts(request.getRemoteAddr())) {
      return false;
    }
    String header = joined(request, FORWARDED_PROTO);
    String proto = header == null ? null : header.substring(header.lastIndexOf(',') + 1).strip();
    String forwarded = joined(request, FORWARDED);
    String forwardedProto = forwarded == null ? null : lastProto(forwarded);
    return (proto != null || forwardedProto != null) && isHttps(proto) && isHttps(forwardedProto);
  }

  /** Whether the request shows that a proxy passed it on, trusted or not. */
  public static boolean forwarded(HttpServletRequest request) {
    return HEADERS.stream().anyMatch(name -> request.getHeader(name) != null);
  }

  /** Whether the address is of this machine or of a private network. */
  public static boolean isPrivate(@Nullable String addr) {
    return address(addr).filter(PrivateNetworks::holds).isPresent();
  }

  /** Whether the address is one of this machine's own. */
  public static boolean isLoopback(@Nullable String addr) {
    return address(addr).filter(PrivateNetworks::isLoopback).isPresent();
  }

  /** What attempts are counted under: an IPv4 address as it is, an IPv6 address by its /64. */
  public static String budgetKey(String addr) {
    return address(addr)
        .map(ip -> ip.isIpv4() ? ip.toString() : ip.prefix(64) + "/64")
        .orElse(addr);
  }

  private boolean trusts(IpAddress address) {
    for (Network network : networks) {
      if (network.holds(address)) {
        return true;
      }
    }
    return false;
  }

  private IpAddress client(IpAddress peer, List<String> hops) {
    IpAddress last = peer;
    for (int i = hops.size() - 1; i >= 0 && trusts(last); i--) {
      Optional<IpAddress> hop = hop(hops.get(i).strip());
      if (hop.isEmpty()) {
        return last;
      }
      last = hop.get();
    }
    return last;
  }

  /** A node of RFC 7239, section 6, which also covers what proxies put into X-Forwarded-For. */
  private static Optional<IpAddress> hop(String node) {
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      String inside = end < 0 ? "" : node.substring(1, end);
      return inside.indexOf(':') >= 0 && isPort(node.substring(end + 1))
          ? IpAddress.parse(inside)
          : Optional.empty();
    }
    int colon = node.indexOf(':');
    if (colon < 0 || colon != node.lastIndexOf(':')) {
      return IpAddress.parse(node);
    }
    return isPort(node.substring(colon))
        ? IpAddress.parse(node.substring(0, colon))
        : Optional.empty();
  }

  private static boolean isPort(String text) {
    return text.isEmpty()
        || (text.length() > 1
            && text.charAt(0) == ':'
            && text.chars().skip(1).allMatch(c -> c == '_' || Character.isLetterOrDigit(c)));
  }

  private static List<String> nodes(String forwarded) {
    List<String> nodes = new ArrayList<>();
    for (ForwardedElements.Element element : ForwardedElements.parse(forwarded)) {
      String node = element.forNode();
      nodes.add(node == null ? "unknown" : node);
    }
    return nodes;
  }

  private static @Nullable String lastProto(String forwarded) {
    List<ForwardedElements.Element> elements = ForwardedElements.parse(forwarded);
    return elements.isEmpty() ? "malformed" : elements.get(elements.size() - 1).proto();
  }

  private static boolean isHttps(@Nullable String proto) {
    return proto == null || proto.equalsIgnoreCase("https");
  }

  private static Optional<IpAddress> address(@Nullable String text) {
    return text == null ? Optional.empty() : IpAddress.parse(text);
  }

  /** All lines of a header in their order, or null if there is none; without its left if long. */
  private static @Nullable String joined(HttpServletRequest request, String name) {
    Enumeration<String> lines = request.getHeaders(name);
    if (lines == null || !lines.hasMoreElements()) {
      return null;
    }
    StringBuilder joined = new StringBuilder(lines.nextElement());
    while (lines.hasMoreElements()) {
      joined.append(',').append(lines.nextElement());
    }
    return joined.substring(Math.max(0, joined.length() - LONGEST_HEADER));
  }
}
