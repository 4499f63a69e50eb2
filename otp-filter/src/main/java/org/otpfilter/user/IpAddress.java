package org.otpfilter.user;

import java.util.Optional;

/**
 * An IP address in 128 bits, an IPv4 address as the IPv6 address that maps it. It is read from its
 * digits alone: no name is ever looked up.
 */
record IpAddress(long high, long low) {

  private static final long IPV4_PREFIX = 0xFFFF_0000_0000L;
  private static final int GROUPS = 8;
  private static final int LONGEST = 45;

  /** Reads an address, ignoring a zone id ({@code %eth0}), or nothing if the text is not one. */
  static Optional<IpAddress> parse(String text) {
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    if (address.length() > LONGEST) {
      return Optional.empty();
    }
    if (address.indexOf(':') >= 0) {
      return parseIpv6(address);
    }
    long ipv4 = zone < 0 ? ipv4(address) : -1;
    return ipv4 < 0 ? Optional.empty() : Optional.of(new IpAddress(0, IPV4_PREFIX | ipv4));
  }

  boolean isIpv4() {
    return high == 0 && low >>> 32 == 0xFFFF;
  }

  /** Keeps the first bits, of 128, and clears the others. */
  IpAddress prefix(int bits) {
    long highMask = bits >= 64 ? -1 : bits == 0 ? 0 : -1L << (64 - bits);
    long lowMask = bits <= 64 ? 0 : -1L << (128 - bits);
    return new IpAddress(high & highMask, low & lowMask);
  }

  /** The address as RFC 5952 writes it, an IPv4 address in dots. */
  @Override
  public String toString() {
    if (isIpv4()) {
      return ((low >> 24) & 255)
          + "."
          + ((low >> 16) & 255)
          + "."
          + ((low >> 8) & 255)
          + "."
          + (low & 255);
    }
    int gap = 0;
    int gapLength = 0;
    for (int start = 0; start < GROUPS; start++) {
      int end = start;
      while (end < GROUPS && group(end) == 0) {
        end++;
      }
      if (end - start > gapLength) {
        gap = start;
        gapLength = end - start;
      }
    }
    return gapLength < 2
        ? groups(0, GROUPS)
        : groups(0, gap) + "::" + groups(gap + gapLength, GROUPS);
  }

  private String groups(int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      out.append(i == from ? "" : ":").append(Integer.toHexString(group(i)));
    }
    return out.toString();
  }

  private int group(int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - 16 * (index % 4))) & 0xFFFF;
  }

  private static Optional<IpAddress> parseIpv6(String text) {
    int gap = text.indexOf("::");
    int[] head = new int[GROUPS];
    int headLength = readGroups(gap < 0 ? text : text.substring(0, gap), head, gap < 0);
    if (gap < 0) {
      return headLength == GROUPS ? Optional.of(ofGroups(head)) : Optional.empty();
    }
    int[] tail = new int[GROUPS];
    int tailLength = readGroups(text.substring(gap + 2), tail, true);
    if (headLength < 0 || tailLength < 0 || headLength + tailLength >= GROUPS) {
      return Optional.empty();
    }
    System.arraycopy(tail, 0, head, GROUPS - tailLength, tailLength);
    return Optional.of(ofGroups(head));
  }

  /** Returns how many groups were read, or -1 if the text is wrong. */
  private static int readGroups(String text, int[] groups, boolean atEnd) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] parts = text.split(":", -1);
    boolean dotted = atEnd && parts[parts.length - 1].indexOf('.') >= 0;
    int length = parts.length + (dotted ? 1 : 0);
    if (length > GROUPS) {
      return -1;
    }
    for (int i = 0; i < parts.length - (dotted ? 1 : 0); i++) {
      groups[i] = digits(parts[i], 4, 16);
      if (groups[i] < 0) {
        return -1;
      }
    }
    if (dotted) {
      long ipv4 = ipv4(parts[parts.length - 1]);
      groups[length - 2] = (int) (ipv4 >>> 16);
      groups[length - 1] = (int) ipv4 & 0xFFFF;
      return ipv4 < 0 ? -1 : length;
    }
    return length;
  }

  private static IpAddress ofGroups(int[] groups) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < GROUPS / 2; i++) {
      high = high << 16 | groups[i];
      low = low << 16 | groups[i + GROUPS / 2];
    }
    return new IpAddress(high, low);
  }

  /** Returns the 32 bits, or -1 if the text is wrong. */
  private static long ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return -1;
    }
    long bits = 0;
    for (String part : parts) {
      int value = digits(part, 3, 10);
      // some read a leading zero as octal, so nobody knows which address that is
      if (value < 0 || value > 255 || (part.length() > 1 && part.charAt(0) == '0')) {
        return -1;
      }
      bits = bits << 8 | value;
    }
    return bits;
  }

  private static int digits(String text, int most, int radix) {
    if (text.isEmpty() || text.length() > most) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }
}
