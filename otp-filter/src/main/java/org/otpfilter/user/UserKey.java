package org.otpfilter.user;

/**
 * What everything about a user is stored and counted under: a SHA-256 in 64 lower-case hexadecimal
 * digits. It does not show the name, and no collation of a database changes what it equals.
 */
public record UserKey(String hex) {

  private static final int LENGTH = 64;

  public UserKey {
    if (hex.length() != LENGTH) {
      throw new IllegalArgumentException(
          "a user key has " + LENGTH + " hexadecimal digits, not " + hex.length() + " characters");
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = hex.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        throw new IllegalArgumentException(
            "a user key has lower-case hexadecimal digits only, not so at index " + i);
      }
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
