package org.otpfilter.user;

/** An IP network, or a single address. An IPv6 network holds no IPv4 address. */
record Network(IpAddress first, int prefixLength) {

  private static final int IPV4_OFFSET = 96;
  private static final int BITS = 128;

  static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (address.indexOf('%') >= 0) {
      throw refused(text);
    }
    IpAddress first = IpAddress.parse(address).orElseThrow(() -> refused(text));
    // 10.0.0.0/8 and ::ffff:10.0.0.0/104 are one network
    int offset = first.isIpv4() && address.indexOf(':') < 0 ? IPV4_OFFSET : 0;
    int length = slash < 0 ? BITS : offset + length(text, text.substring(slash + 1));
    if (length > BITS) {
      throw refused(text);
    }
    return new Network(first.prefix(length), length);
  }

  boolean holds(IpAddress address) {
    return address.prefix(prefixLength).equals(first) && address.isIpv4() == first.isIpv4();
  }

  private static int length(String text, String digits) {
    if (digits.isEmpty() || digits.length() > 3) {
      throw refused(text);
    }
    int length = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        throw refused(text);
      }
      length = 10 * length + c - '0';
    }
    return length;
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is neither an IP address nor a network such as 10.0.0.0/8");
  }
}
