package org.otpfilter.cli.retrofit;

/** Text from an application as it may be printed: nothing in it that a terminal would obey. */
final class Printable {

  private Printable() {}

  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean obeyed = Character.isISOControl(c) && c != '\t';
              if (obeyed || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04X", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }
}
