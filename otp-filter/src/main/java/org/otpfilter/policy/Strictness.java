package org.otpfilter.policy;

/** How much a rule demands, from nothing to everything; a later constant is stricter. */
public enum Strictness {
  /** Everybody passes. */
  OPEN("open"),
  /** Users with a device must be verified, others pass. */
  IF_ENROLLED("if-enrolled"),
  /** A signed-in user must be verified; nobody signed in passes to the host's own login. */
  VERIFIED("verified"),
  /** A verified session or nothing. */
  VERIFIED_ONLY("verified-only");

  private final String text;

  Strictness(String text) {
    this.text = text;
  }

  /** The word that a rule uses. */
  public String text() {
    return text;
  }
}
