package org.otpfilter.servlet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.otpfilter.mark.Mark;

/**
 * The random cookie that a mark is bound to where the session id has to stay (R059). It says
 * nothing about the user.
 */
final class BindingCookie {
  private static final int NAME_DIGITS = 8;

  private BindingCookie() {}

  /** Whether the mark's cookie came with the request, or the mark needs none. */
  static boolean comesWith(HttpServletRequest request, Mark mark, boolean secure) {
    String binding = mark.binding();
    if (binding.isEmpty()) {
      return true;
    }
    String name = name(request.getServletContext().getContextPath(), secure);
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return false;
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(name) && equal(cookie.getValue(), binding)) {
        return true;
      }
    }
    return false;
  }

  static void set(Exchange x, String value) {
    x.response().addHeader("Set-Cookie", line(x, value, ""));
  }

  static void remove(Exchange x) {
    x.response().addHeader("Set-Cookie", line(x, "", "; Max-Age=0"));
  }

  private static String line(Exchange x, String value, String more) {
    String path = x.secure() || x.contextPath().isEmpty() ? "/" : x.contextPath();
    return name(x.contextPath(), x.secure())
        + "="
        + value
        + "; Path="
        + path
        + more
        + "; HttpOnly; SameSite=Lax"
        + (x.secure() ? "; Secure" : "");
  }

  private static String name(String contextPath, boolean secure) {
    String plain = "otp-" + Exchange.sha256(contextPath).substring(0, NAME_DIGITS);
    return secure ? "__Host-" + plain : plain;
  }

  private static boolean equal(String sent, String binding) {
    return MessageDigest.isEqual(
        sent.getBytes(StandardCharsets.UTF_8), binding.getBytes(StandardCharsets.UTF_8));
  }
}
