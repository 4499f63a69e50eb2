package org.otpfilter.enrol;

/** The name of a device as it is stored. */
final class DeviceName {
  private static final int LONGEST = 64;

  private DeviceName() {}

  /** The name without outer blanks, cut at 64 characters; a blank one gets a plain one. */
  static String of(String name) {
    String plain = name.strip();
    if (plain.isEmpty()) {
      return "Authenticator app";
    }
    return plain.codePointCount(0, plain.length()) <= LONGEST
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST));
  }
}
