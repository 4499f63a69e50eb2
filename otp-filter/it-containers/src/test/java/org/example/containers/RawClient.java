package org.example.containers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Sends bytes as they are over a socket of its own, and reads until the server closes. */
final class RawClient {
  private final int port;

  RawClient(int port) {
    this.port = port;
  }

  /**
   * What came back, byte for byte (as ISO 8859-1); headers by name in any case, the last one of a
   * name counts. Status 0 if it was no HTTP answer.
   */
  record Answer(int status, TreeMap<String, String> headers, String body, String raw) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /** Sends a head line by line, ends it, and appends {@code Connection: close}. */
  Answer request(String requestLine, String... headers) {
    StringBuilder head = new StringBuilder(requestLine).append("\r\n");
    head.append("Host: 127.0.0.1:").append(port).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return send(head.append("Connection: close\r\n\r\n").toString());
  }

  /** Sends the text (as ISO 8859-1) and nothing else. */
  Answer send(String text) {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      socket.getInputStream().transferTo(received);
    } catch (SocketTimeoutException e) {
      throw new UncheckedIOException("no end of the answer to: " + text, e);
    } catch (IOException e) {
      // a server may reset the connection of a bad request: what came before counts
    }
    return parse(received.toString(ISO_8859_1));
  }

  private static Answer parse(String raw) {
    TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    int end = raw.indexOf("\r\n\r\n");
    if (!raw.startsWith("HTTP/") || end < 0) {
      return new Answer(0, headers, raw, raw);
    }
    String[] lines = raw.substring(0, end).split("\r\n");
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
      }
    }
    String body = raw.substring(end + 4);
    boolean chunked =
        headers.getOrDefault("Transfer-Encoding", "").toLowerCase(Locale.ROOT).equals("chunked");
    return new Answer(
        Integer.parseInt(lines[0].split(" ")[1]), headers, chunked ? joined(body) : body, raw);
  }

  private static String joined(String chunks) {
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (at < chunks.length()) {
      int line = chunks.indexOf("\r\n", at);
      if (line < 0) {
        break;
      }
      int size = Integer.parseInt(chunks.substring(at, line).split(";")[0].strip(), 16);
      if (size == 0) {
        break;
      }
      body.append(chunks, line + 2, Math.min(chunks.length(), line + 2 + size));
      at = line + 4 + size;
    }
    return body.toString();
  }
}
