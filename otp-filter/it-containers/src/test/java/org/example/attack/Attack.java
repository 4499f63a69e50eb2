package org.example.attack;

import java.nio.charset.StandardCharsets;

/**
 * Bytes for a connection, and a name by which a report shows them.
 *
 * @param reuse whether one well-framed answer comes back, after which the connection may serve
 *     again
 */
public record Attack(String name, byte[] bytes, boolean reuse) {

  /** A request like others but for its text, on a connection that others use too. */
  static Attack plain(String name, String request) {
    return new Attack(name, latin1(request), true);
  }

  /** Something after which nobody knows what the connection is good for. */
  static Attack alone(String name, String bytes) {
    return new Attack(name, latin1(bytes), false);
  }

  /** One byte for each char, so that any byte can be sent. */
  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A text in UTF-8, as chars that stand for its bytes. */
  static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (char c : name.toCharArray()) {
      if (c < ' ' || c > '~') {
        text.append(String.format("<%02x>", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
