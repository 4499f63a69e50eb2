package org.otpfilter.proof;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over one kept connection to the loopback address, by a thread that waits: what costs the
 * generator least. Knows no redirects and no more of cookies than the session's.
 */
public final class Wire implements AutoCloseable {
  private final int port;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();
  private final StringBuilder line = new StringBuilder();

  /** An answer. */
  public record Answer(
      int status, @Nullable String session, @Nullable String location, String text) {}

  /** Connects with the first request. */
  public Wire(int port) {
    this.port = port;
  }

  /**
   * Sends a request and reads the answer. An {@link IOException} leaves the next one a new
   * connection.
   *
   * @param session value of the session cookie, null for none
   * @param headers further ones, each with its line end
   * @param form body of a POST, null for a GET
   */
  public Answer send(String path, @Nullable String session, String headers, @Nullable String form)
      throws IOException {
    StringBuilder request = head(form == null ? "GET " : "POST ", path, session, headers);
    if (form != null) {
      request.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ");
      request.append(form.length()).append("\r\n");
    }
    request.append("\r\n").append(form == null ? "" : form);
    try {
      write(request);
      return read();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Sends a POST but for its body, and returns when the server waits for that. */
  void begin(String path, @Nullable String session, String headers, int length) throws IOException {
    StringBuilder request = head("POST ", path, session, headers);
    request.append("Content-Type: text/plain\r\nExpect: 100-continue\r\nContent-Length: ");
    request.append(length).append("\r\n\r\n");
    write(request);
    String status = readLine();
    if (!status.startsWith("HTTP/1.1 100")) {
      close();
      throw new IOException("did not ask for the body, but said " + status);
    }
    readLine();
  }

  /** Sends the body of the request that {@link #begin} began, and reads the answer. */
  Answer finish(String body) throws IOException {
    write(body);
    return read();
  }

  private StringBuilder head(String method, String path, @Nullable String session, String headers) {
    StringBuilder request = new StringBuilder(400);
    request.append(method).append(path).append(" HTTP/1.1\r\n");
    request.append("Host: 127.0.0.1:").append(port).append("\r\n");
    if (session != null) {
      request.append("Cookie: JSESSIONID=").append(session).append("\r\n");
    }
    return request.append(headers);
  }

  private void write(CharSequence text) throws IOException {
    connected().getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private Socket connected() throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket(InetAddress.getLoopbackAddress(), port);
      open.setTcpNoDelay(true);
      open.setSoTimeout(30_000);
      socket = open;
      in = new BufferedInputStream(open.getInputStream(), 1 << 14);
    }
    return open;
  }

  private Answer read() throws IOException {
    int status = Integer.parseInt(readLine(), 9, 12, 10);
    String session = null;
    String location = null;
    int length = status == 204 || status == 304 ? 0 : -1;
    boolean chunked = false;
    boolean closing = false;
    for (String header = readLine(); !header.isEmpty(); header = readLine()) {
      int colon = header.indexOf(':');
      String value = header.substring(colon + 1).trim();
      switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = Integer.parseInt(value);
        case "transfer-encoding" -> chunked = true;
        case "location" -> location = value;
        case "connection" -> closing = value.equalsIgnoreCase("close");
        case "set-cookie" -> {
          if (value.startsWith("JSESSIONID=")) {
            session = value.substring(11, (value + ";").indexOf(';'));
          }
        }
        default -> {}
      }
    }
    byte[] body = chunked ? chunks() : length < 0 ? in.readAllBytes() : exactly(length);
    if (closing || (!chunked && length < 0)) {
      close();
    }
    return new Answer(status, session, location, new String(body, StandardCharsets.UTF_8));
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.writeBytes(exactly(size));
      readLine();
    }
    readLine();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(readLine(), 16);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the server closed the connection in an answer");
    }
    return body;
  }

  private String readLine() throws IOException {
    line.setLength(0);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.append((char) c);
    }
    line.setLength(line.length() - 1);
    return line.toString();
  }

  @Override
  public void close() {
    Socket open = socket;
    socket = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // it is given up anyway
      }
    }
  }
}
