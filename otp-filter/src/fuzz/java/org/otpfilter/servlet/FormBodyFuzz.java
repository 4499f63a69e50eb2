package org.otpfilter.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.otpfilter.testing.FakeRequest;

/** A form is read as every other reader would read it, or said to be malformed (R017, R086). */
final class FormBodyFuzz {
  private FormBodyFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    FakeRequest request =
        FakeRequest.post("/otp/challenge")
            .answer("getContentType", "application/x-www-form-urlencoded")
            .answer("getInputStream", new Bytes(data))
            .answer("getQueryString", query(data));
    FormBody body = FormBody.read(request.build()).body();
    if (body == null) {
      if (data.length <= 8192) {
        throw new AssertionError("a small form was refused");
      }
      return;
    }
    if (!body.malformed()) {
      for (String pair : new String(data, StandardCharsets.ISO_8859_1).split("&", -1)) {
        compare(body, pair);
      }
    }
  }

  private static void compare(FormBody body, String pair) {
    int equals = pair.indexOf('=');
    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
    String value = decode(equals < 0 ? "" : pair.substring(equals + 1));
    if (!body.field(name).orElse("").equals(value)) {
      throw new AssertionError("another value of " + name);
    }
  }

  /** Bytes that are not escaped count as bytes, as they do in a body. */
  private static String decode(String raw) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      escaped.append(c < 128 ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return URLDecoder.decode(escaped.toString(), StandardCharsets.UTF_8);
  }

  private static String query(byte[] data) {
    return data.length % 2 == 0 ? null : new String(data, StandardCharsets.ISO_8859_1);
  }

  private static final class Bytes extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Bytes(byte[] data) {
      bytes = new ByteArrayInputStream(data);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("this body is read at once");
    }
  }
}
