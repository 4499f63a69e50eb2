package org.otpfilter.report;

import java.util.Locale;

/** The kinds of clients that an operator has to prepare in different ways. */
public enum ClientKind {
  /** A person in front of a page: links, forms, frames. */
  BROWSER,
  /** What a page loads by itself: XHR, fetch, images, style sheets. */
  SCRIPT,
  /** A program without a browser. */
  REST;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** As it stands in log, table and JSON. */
  public String text() {
    return text;
  }
}
