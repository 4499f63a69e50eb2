package org.otpfilter.user;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A header that a trusted proxy sets ({@code header:NAME}). From anybody else it is a reason to
 * deny, since the host application may believe it.
 */
final class ProxyHeader {

  private static final String PREFIX = "header:";

  /** What RFC 9110, section 5.6.2, allows in a name beside letters and digits. */
  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

  private final String source;
  private final String name;
  private final TrustedProxies proxies;

  private ProxyHeader(String source, String name, TrustedProxies proxies) {
    this.source = source;
    this.name = name;
    this.proxies = proxies;
  }

  static boolean isOne(String source) {
    return source.startsWith(PREFIX);
  }

  static ProxyHeader parse(String source, TrustedProxies proxies) {
    String name = source.substring(PREFIX.length());
    if (name.isEmpty() || !name.chars().allMatch(ProxyHeader::isTokenCharacter)) {
      throw new IllegalArgumentException("'" + source + "' names no header");
    }
    if (proxies.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + source + "' needs trusted-proxies: anybody could send that header");
    }
    return new ProxyHeader(source, name, proxies);
  }

  /** Returns the value, or null if the header is absent or, as proxies send it, empty. */
  @Nullable String read(HttpServletRequest request) {
    Enumeration<String> lines = request.getHeaders(name);
    if (lines == null) {
      throw new IllegalStateException(source + ": the container does not show headers");
    }
    if (!lines.hasMoreElements()) {
      return null;
    }
    if (!proxies.trusts(request.getRemoteAddr())) {
      throw new IllegalStateException(source + " came from a peer that is not in trusted-proxies");
    }
    String value = lines.nextElement();
    if (lines.hasMoreElements()) {
      throw new IllegalStateException(source + " came more than once in one request");
    }
    return value.isBlank() ? null : value;
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_SIGNS.indexOf(c) >= 0;
  }
}
