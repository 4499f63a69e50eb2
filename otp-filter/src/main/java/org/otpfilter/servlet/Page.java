package org.otpfilter.servlet;

import java.util.Optional;

/** The product's pages by exact path below the base path. Assets are no pages. */
enum Page {
  CHALLENGE("/challenge", "GET, HEAD, POST"),
  RECOVERY("/recovery", "GET, HEAD, POST"),
  ENROL("/enrol", "GET, HEAD, POST"),
  DEVICES("/devices", "GET, HEAD, POST"),
  REPORT("/report", "GET, HEAD"),
  LOGOUT("/logout", "POST");

  private final String path;
  private final String allow;

  Page(String path, String allow) {
    this.path = path;
    this.allow = allow;
  }

  static Optional<Page> at(String pathBelowBase) {
    for (Page page : values()) {
      if (page.path.equals(pathBelowBase)) {
        return Optional.of(page);
      }
    }
    return Optional.empty();
  }

  /** The path below the base path. */
  String path() {
    return path;
  }

  /** The value of {@code Allow}. */
  String allow() {
    return allow;
  }

  boolean allows(String method) {
    return switch (method) {
      case "POST" -> this != REPORT;
      case "GET", "HEAD" -> this != LOGOUT;
      default -> false;
    };
  }
}
