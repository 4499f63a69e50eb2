package org.otpfilter.secret;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A recovery code: 16 letters and digits of Base32, 80 bits (R045). The first two select the row,
 * the other 70 bits prove it. Does not print itself; {@link #forPaper} does.
 */
public final class RecoveryCode {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int LENGTH = 16;
  private static final int SELECTOR = 2;
  private static final int LONGEST_RAW = 64;

  private final String text;

  private RecoveryCode(String text) {
    this.text = text;
  }

  /** So many new codes, told apart by their selectors. */
  public static List<RecoveryCode> newSet(Randomness randomness, int count) {
    Map<String, RecoveryCode> codes = new LinkedHashMap<>();
    while (codes.size() < count) {
      StringBuilder text = new StringBuilder(LENGTH);
      for (byte b : randomness.bytes(LENGTH)) {
        text.append(ALPHABET.charAt(b & 31));
      }
      RecoveryCode code = new RecoveryCode(text.toString());
      codes.putIfAbsent(code.selector(), code);
    }
    return List.copyOf(codes.values());
  }

  /** Reads a code; case, blanks and hyphens do not matter, and 0 and 1 are read as O and I. */
  public static Optional<RecoveryCode> parse(String raw) {
    if (raw.length() > LONGEST_RAW) {
      return Optional.empty();
    }
    String text =
        raw.replaceAll("[ \t-]", "").toUpperCase(Locale.ROOT).replace('0', 'O').replace('1', 'I');
    boolean ours = text.length() == LENGTH && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    // toUpperCase turns some letters that are not ASCII into ASCII ones
    return ours && raw.chars().allMatch(c -> c < 128)
        ? Optional.of(new RecoveryCode(text))
        : Optional.empty();
  }

  /** The part that says which row; not a secret. */
  public String selector() {
    return text.substring(0, SELECTOR);
  }

  /** The code as it is shown once: four groups of four. */
  public String forPaper() {
    return text.replaceAll("(.{4})(?!$)", "$1-");
  }

  /** The whole code, for hashing. */
  String material() {
    return text;
  }

  @Override
  public String toString() {
    return "RecoveryCode";
  }
}
