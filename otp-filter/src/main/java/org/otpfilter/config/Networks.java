package org.otpfilter.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Checks IP networks in CIDR form. It resolves no name. */
final class Networks {

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

  private Networks() {}

  /** The network with its prefix length; a single address gets the longest. */
  static String normal(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    int bits = bits(address, text);
    if (slash < 0) {
      return address + "/" + bits;
    }
    String prefix = text.substring(slash + 1);
    if (!PREFIX.matcher(prefix).matches() || Integer.parseInt(prefix) > bits) {
      throw refused(text);
    }
    return address + "/" + Integer.parseInt(prefix);
  }

  private static int bits(String address, String text) {
    if (IPV4.matcher(address).matches()) {
      return 32;
    }
    if (!IPV6.matcher(address).matches()) {
      throw refused(text);
    }
    try {
      // With a colon in it, it is read as a literal or refused, never looked up.
      InetAddress.getByName(address);
      return 128;
    } catch (UnknownHostException e) {
      throw refused(text);
    }
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException("has an entry '" + text + "' that is not an IP network");
  }
}
