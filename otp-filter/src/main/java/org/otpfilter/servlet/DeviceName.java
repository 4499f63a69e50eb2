package org.otpfilter.servlet;

/** What a device may be called: a line of up to 64 characters. Escapes nothing. */
final class DeviceName {
  private static final int LONGEST = 64;

  private DeviceName() {}

  static boolean fits(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST
        && name.codePoints().noneMatch(Character::isISOControl);
  }
}
