package org.otpfilter.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Forwarded} (RFC 7239, section 4). It trusts nobody. */
final class ForwardedElements {

  /** What one proxy added; the values as sent, without their quotes. */
  record Element(@Nullable String forNode, @Nullable String proto) {}

  private final String text;
  private int at;

  private ForwardedElements(String text) {
    this.text = text;
  }

  /**
   * Returns the elements in the order of the proxies, none of them if the header is malformed: an
   * open quote of the client may have swallowed what a proxy added.
   */
  static List<Element> parse(String header) {
    ForwardedElements parser = new ForwardedElements(header);
    List<Element> elements = new ArrayList<>();
    do {
      Element element = parser.element();
      if (element == null) {
        return List.of();
      }
      elements.add(element);
    } while (parser.take(','));
    return parser.at == header.length() ? elements : List.of();
  }

  private @Nullable Element element() {
    String forNode = null;
    String proto = null;
    do {
      skipBlanks();
      String name = token().toLowerCase(Locale.ROOT);
      if (!name.isEmpty()) {
        String value = take('=') ? value() : null;
        if (value == null
            || (name.equals("for") && forNode != null)
            || (name.equals("proto") && proto != null)) {
          return null;
        }
        forNode = name.equals("for") ? value : forNode;
        proto = name.equals("proto") ? value : proto;
      }
      skipBlanks();
    } while (take(';'));
    return new Element(forNode, proto);
  }

  private @Nullable String value() {
    if (!take('"')) {
      String token = token();
      return token.isEmpty() ? null : token;
    }
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && at < text.length()) {
        c = text.charAt(at++);
      }
      value.append(c);
    }
    return null;
  }

  private String token() {
    int start = at;
    // proxies send addresses and ports without quotes, so a colon and brackets count
    while (at < text.length() && " \t,;=\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }
}
