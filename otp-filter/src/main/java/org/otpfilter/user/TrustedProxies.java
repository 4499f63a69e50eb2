package org.otpfilter.user;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The peers whose word on address, scheme and user counts (R028, R113). Never looks a name up.
 * Thread-safe.
 */
public final class TrustedProxies {
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final int MOST_HEADER = 4_000;

  private final List<Network> networks;

  private record Network(byte[] base, int prefix) {
    boolean holds(byte[] address) {
      if (address.length != base.length) {
        return false;
      }
      for (int bit = 0; bit < prefix; bit++) {
        int mask = 0x80 >> (bit & 7);
        if ((address[bit >> 3] & mask) != (base[bit >> 3] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private TrustedProxies(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /**
   * Reads addresses and CIDRs.
   *
   * @throws IllegalArgumentException naming the entry that is neither
   */
  public static TrustedProxies parse(List<String> entries) {
    List<Network> networks = new ArrayList<>();
    for (String entry : entries) {
      int slash = entry.indexOf('/');
      String base = slash < 0 ? entry : entry.substring(0, slash);
      byte[] address =
          bytes(base)
              .orElseThrow(
                  () -> new IllegalArgumentException("\"" + entry + "\" is no address or CIDR"));
      String length = slash < 0 ? "" + address.length * 8 : entry.substring(slash + 1);
      if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > address.length * 8) {
        throw new IllegalArgumentException("\"" + entry + "\" has no prefix length that fits");
      }
      networks.add(new Network(address, Integer.parseInt(length)));
    }
    return new TrustedProxies(networks);
  }

  /** Whether the address is one of them. */
  public boolean trusts(@Nullable String address) {
    if (networks.isEmpty() || address == null) {
      return false;
    }
    return bytes(address).filter(a -> networks.stream().anyMatch(n -> n.holds(a))).isPresent();
  }

  /** The client's address: the peer, or behind trusted peers the right-most hop that is not one. */
  public String clientAddress(HttpServletRequest request) {
    String client = request.getRemoteAddr();
    if (!trusts(client)) {
      return client;
    }
    List<String> hops = hops(request);
    for (int i = hops.size() - 1; i >= 0; i--) {
      Optional<byte[]> hop = bytes(hops.get(i));
      if (hop.isEmpty()) {
        return client;
      }
      client = hops.get(i);
      if (!trusts(client)) {
        return client;
      }
    }
    return client;
  }

  /** Whether the client came over TLS, by the container's word or a trusted proxy's. */
  public boolean secure(HttpServletRequest request) {
    if (request.isSecure() || networks.isEmpty() || !trusts(request.getRemoteAddr())) {
      return request.isSecure();
    }
    List<String> protocols = values(request, "X-Forwarded-Proto", "proto=");
    return !protocols.isEmpty()
        && protocols.get(protocols.size() - 1).toLowerCase(Locale.ROOT).equals("https");
  }

  /** Whether somebody between claims to have forwarded the request. */
  public static boolean forwarded(HttpServletRequest request) {
    return request.getHeader("X-Forwarded-For") != null
        || request.getHeader("X-Forwarded-Proto") != null
        || request.getHeader("X-Forwarded-Host") != null
        || request.getHeader("Forwarded") != null;
  }

  /** Whether the address is of this machine. */
  public static boolean isLoopback(@Nullable String address) {
    return address != null && inet(address).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /** Whether the address is of this machine or of a private network. */
  public static boolean isPrivate(@Nullable String address) {
    return address != null
        && inet(address)
            .filter(
                a ->
                    a.isLoopbackAddress()
                        || a.isSiteLocalAddress()
                        || a.isLinkLocalAddress()
                        || (a.getAddress().length == 16 && (a.getAddress()[0] & 0xfe) == 0xfc))
            .isPresent();
  }

  /** What shares one attempt budget: an IPv4 address, an IPv6 network of 64 bits. */
  public static String budgetKey(String address) {
    Optional<byte[]> bytes = bytes(address);
    if (bytes.isEmpty() || bytes.get().length == 4) {
      return address;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      out.append(String.format("%02x", bytes.get()[i]));
    }
    return out.append("/64").toString();
  }

  private static List<String> hops(HttpServletRequest request) {
    List<String> hops = new ArrayList<>();
    for (String value : values(request, "X-Forwarded-For", "for=")) {
      String hop = value;
      if (hop.startsWith("[")) {
        hop = hop.substring(1, Math.max(1, hop.indexOf(']')));
      } else if (hop.indexOf(':') > 0 && hop.indexOf(':') == hop.lastIndexOf(':')) {
        hop = hop.substring(0, hop.indexOf(':'));
      }
      hops.add(hop);
    }
    return hops;
  }

  /** The values of the older header if it came, else of the parameter in {@code Forwarded}. */
  private static List<String> values(HttpServletRequest request, String header, String parameter) {
    List<String> values = new ArrayList<>();
    String joined = String.join(",", Collections.list(request.getHeaders(header)));
    boolean standard = joined.isEmpty();
    if (standard) {
      joined = String.join(",", Collections.list(request.getHeaders("Forwarded")));
    }
    if (joined.isEmpty() || joined.length() > MOST_HEADER) {
      return values;
    }
    for (String element : joined.split(",", -1)) {
      if (!standard) {
        values.add(element.trim());
        continue;
      }
      for (String pair : element.split(";", -1)) {
        String text = pair.trim();
        if (text.regionMatches(true, 0, parameter, 0, parameter.length())) {
          values.add(text.substring(parameter.length()).replace("\"", "").trim());
        }
      }
    }
    return values;
  }

  private static Optional<byte[]> bytes(String address) {
    return inet(address).map(InetAddress::getAddress);
  }

  private static Optional<InetAddress> inet(String address) {
    int zone = address.indexOf('%');
    String plain = zone < 0 ? address : address.substring(0, zone);
    if (!ADDRESS.matcher(plain).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(plain));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
