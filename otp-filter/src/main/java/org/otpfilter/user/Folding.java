package org.otpfilter.user;

import java.text.Normalizer;

/**
 * The folded form of a user name: one form for all spellings that databases and directories take
 * for the same account (design section 6). It is coarser than any collation where it has to choose.
 */
final class Folding {

  private static final FoldingTable TABLE = FoldingTable.load();

  private static final char BLANK = ' ';

  private Folding() {}

  static String fold(String name) {
    String folded = name;
    String before;
    // a replacement may be a letter that has a replacement itself, so until nothing changes
    do {
      before = folded;
      folded = step(before);
    } while (!folded.equals(before));
    return collapseBlanks(folded);
  }

  private static String step(String name) {
    // before NFKD too: it makes a blank and a mark of some characters that have no weight
    StringBuilder kept = new StringBuilder(name.length());
    name.codePoints().forEach(codePoint -> keep(codePoint, kept));
    String decomposed = Normalizer.normalize(kept, Normalizer.Form.NFKD);
    StringBuilder folded = new StringBuilder(decomposed.length());
    decomposed.codePoints().forEach(codePoint -> foldCase(codePoint, folded));
    return folded.toString();
  }

  private static void keep(int codePoint, StringBuilder out) {
    String replacement = TABLE.replacement(codePoint);
    if (replacement != null) {
      out.append(replacement);
    } else if (isBlank(codePoint)) {
      out.append(BLANK);
    } else if (Character.isDigit(codePoint)) {
      out.append((char) ('0' + Character.digit(codePoint, 10)));
    } else if (!isInvisible(codePoint)) {
      out.appendCodePoint(codePoint);
    }
  }

  private static boolean isBlank(int codePoint) {
    return (codePoint >= '\t' && codePoint <= '\r')
        || codePoint == 0x85
        || Character.isSpaceChar(codePoint);
  }

  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.FORMAT
        // tags and variation selectors, assigned or not
        || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
  }

  private static void foldCase(int codePoint, StringBuilder out) {
    if (codePoint < 0x80) {
      out.append((char) (codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint));
      return;
    }
    String replacement = TABLE.replacement(codePoint);
    if (replacement != null) {
      // marks that NFKD has set free: one of them, the iota below, has a case
      out.append(replacement);
      return;
    }
    // up and down: two small letters may share a capital, as the two forms of sigma do
    out.appendCodePoint(Character.toLowerCase(Character.toUpperCase(codePoint)));
  }

  private static String collapseBlanks(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != BLANK || (!out.isEmpty() && out.charAt(out.length() - 1) != BLANK)) {
        out.append(c);
      }
    }
    if (!out.isEmpty() && out.charAt(out.length() - 1) == BLANK) {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }
}
