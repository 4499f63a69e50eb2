package org.example.attack;

import java.io.ByteArrayOutputStream;

/** A request in HTTP/2 with prior knowledge (RFC 9113 3.3), its fields as plain text. */
final class Http2 {
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int END_STREAM_AND_HEADERS = 5;

  private Http2() {}

  static byte[] get(String authority, String path, String cookie) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Attack.latin1("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
    frame(out, SETTINGS, 0, 0, new byte[0]);
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    field(fields, ":method", "GET");
    field(fields, ":scheme", "http");
    field(fields, ":authority", authority);
    field(fields, ":path", path);
    field(fields, "cookie", cookie);
    frame(out, HEADERS, END_STREAM_AND_HEADERS, 1, fields.toByteArray());
    return out.toByteArray();
  }

  private static void frame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] of) {
    out.write(0);
    out.write(of.length >> 8);
    out.write(of.length);
    out.write(type);
    out.write(flags);
    out.writeBytes(new byte[] {0, 0, 0, (byte) stream});
    out.writeBytes(of);
  }

  /** A literal field without indexing (RFC 7541 6.2.2); neither part is longer than 126 bytes. */
  private static void field(ByteArrayOutputStream out, String name, String value) {
    out.write(0);
    for (String part : new String[] {name, value}) {
      byte[] bytes = Attack.latin1(part);
      out.write(Math.min(bytes.length, 126));
      out.write(bytes, 0, Math.min(bytes.length, 126));
    }
  }
}
