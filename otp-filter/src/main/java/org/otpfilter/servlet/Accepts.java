package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;

/** What a client says it takes. A wildcard names nothing. */
final class Accepts {

  private Accepts() {}

  /** Whether HTML or XHTML is named. */
  static boolean html(HttpServletRequest request) {
    return names(request, "text/html") || names(request, "application/xhtml+xml");
  }

  private static boolean names(HttpServletRequest request, String type) {
    for (String line : Collections.list(request.getHeaders("Accept"))) {
      for (String range : line.toLowerCase(Locale.ROOT).split(",", 50)) {
        String[] parts = range.split(";", 10);
        if (parts[0].trim().equals(type) && !refused(parts)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean refused(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].trim().matches("q\\s*=\\s*0(\\.0{0,3})?")) {
        return true;
      }
    }
    return false;
  }
}
