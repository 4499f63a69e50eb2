package org.otpfilter.servlet;

/** Where a session stands; {@code S2s} depends on a rule and so is not told here. */
enum State {
  S0("S0"),
  S1N("S1n"),
  S1("S1"),
  S2("S2");

  private final String text;

  State(String text) {
    this.text = text;
  }

  /** As JSON shows it. */
  String text() {
    return text;
  }
}
