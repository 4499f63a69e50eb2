package org.otpfilter.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Knows which header names may carry a code. It reads no request. */
final class HeaderNames {

  /** RFC 9110, section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");

  private static final Set<String> TAKEN =
      Set.of(
          "authorization",
          "connection",
          "cookie",
          "cookie2",
          "date",
          "dnt",
          "expect",
          "forwarded",
          "from",
          "host",
          "keep-alive",
          "max-forwards",
          "origin",
          "pragma",
          "range",
          "referer",
          "set-cookie",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "via",
          "x-requested-with",
          "faces-request",
          "cache-control");

  private static final List<String> TAKEN_PREFIXES =
      List.of("accept", "access-control-", "content-", "if-", "proxy-", "sec-", "x-forwarded");

  private HeaderNames() {}

  static boolean token(String name) {
    return TOKEN.matcher(name).matches();
  }

  /** Why a code cannot travel in that header, if it cannot. */
  static Optional<String> refusal(String name) {
    if (!token(name)) {
      return Optional.of("is not the name of a header");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return TAKEN.contains(lower) || TAKEN_PREFIXES.stream().anyMatch(lower::startsWith)
        ? Optional.of("is a header that has a meaning of its own")
        : Optional.empty();
  }
}
