package org.otpfilter.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/**
 * Turns a reported user name into the user it stands for (design section 6, setting {@code
 * user-names}). It does not know which users exist.
 */
public final class UserNames {

  private static final UserNames FOLDED = new UserNames(Folding::fold);
  private static final UserNames EXACT = new UserNames(UnaryOperator.identity());

  private final UnaryOperator<String> form;

  private UserNames(UnaryOperator<String> form) {
    this.form = form;
  }

  /**
   * Names that differ only in case, accents, width, blanks or invisible characters are one user.
   */
  public static UserNames folded() {
    return FOLDED;
  }

  /** Names that differ in any character are different users. */
  public static UserNames exact() {
    return EXACT;
  }

  /**
   * Returns the user that this name stands for.
   *
   * @throws UnusableNameException if nothing is left of the name, or it holds a NUL character or
   *     half a surrogate pair
   */
  public UserId identify(String reported) {
    checkCharacters(reported);
    String identity = form.apply(reported);
    if (identity.isBlank()) {
      throw new UnusableNameException(
          reported.isEmpty()
              ? "the user name is empty"
              : "the user name holds nothing but blanks and characters that do not count");
    }
    return new UserId(keyOf(identity), reported);
  }

  private static void checkCharacters(String name) {
    int length = name.length();
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      if (c == 0) {
        throw new UnusableNameException("the user name holds a NUL character at index " + i);
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(name.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        // UTF-8 would make a question mark of it, and with it one key of many names
        throw new UnusableNameException("the user name holds half a surrogate pair at index " + i);
      }
    }
  }

  private static UserKey keyOf(String identity) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return new UserKey(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
