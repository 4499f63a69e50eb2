package org.example.attack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A connection to the site that is made anew whenever the last one is used up. One thread. */
final class Wire implements Closeable {
  private static final int PATIENCE = 20_000;
  private static final int LITTLE_PATIENCE = 700;

  private final Site site;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  Wire(Site site) {
    this.site = site;
  }

  /** Sends an attack and reads what comes back; an abrupt end of the connection is no answer. */
  Reply exchange(Attack attack) throws IOException {
    if (!attack.reuse()) {
      return alone(attack.bytes());
    }
    boolean fresh = socket == null;
    try {
      return answered(attack.bytes());
    } catch (EOFException | SocketException e) {
      close();
      // a connection kept alive may end just before it is used
      return fresh ? new Reply("") : exchange(attack);
    } catch (SocketTimeoutException e) {
      close();
      return new Reply("");
    }
  }

  private Reply answered(byte[] bytes) throws IOException {
    Socket open = socket;
    if (open == null) {
      open = connect(PATIENCE);
      socket = open;
      in = new BufferedInputStream(open.getInputStream());
    }
    open.getOutputStream().write(bytes);
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    boolean again = readMessage(raw);
    if (!again) {
      close();
    }
    return new Reply(raw.toString(StandardCharsets.ISO_8859_1));
  }

  private Socket connect(int patience) throws IOException {
    Socket open = new Socket();
    open.setTcpNoDelay(true);
    open.setSoTimeout(patience);
    open.connect(new InetSocketAddress(site.host(), site.port()), PATIENCE);
    return open;
  }

  /** Reads until the other side ends or falls silent. */
  private Reply alone(byte[] bytes) throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    try (Socket open = connect(PATIENCE)) {
      OutputStream out = open.getOutputStream();
      try {
        out.write(bytes);
        byte[] buffer = new byte[8192];
        InputStream from = open.getInputStream();
        open.setSoTimeout(LITTLE_PATIENCE);
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
          raw.write(buffer, 0, n);
        }
      } catch (SocketException | SocketTimeoutException e) {
        // what came so far is the answer
      }
    }
    return new Reply(raw.toString(StandardCharsets.ISO_8859_1));
  }

  /** Reads one answer; true if the connection can be used again. */
  private boolean readMessage(ByteArrayOutputStream raw) throws IOException {
    String head = readHead(raw);
    if (!head.startsWith("HTTP/1.1")) {
      raw.write(in.readAllBytes());
      return false;
    }
    String lower = head.toLowerCase(Locale.ROOT);
    String status = head.substring(9, Math.min(12, head.length()));
    if (lower.contains("transfer-encoding: chunked")) {
      readChunks(raw);
    } else {
      int at = lower.indexOf("\r\ncontent-length:");
      if (at >= 0) {
        int end = lower.indexOf('\r', at + 2);
        raw.write(in.readNBytes(Integer.parseInt(lower.substring(at + 17, end).strip())));
      } else if (!status.equals("204") && !status.equals("304")) {
        raw.write(in.readAllBytes());
        return false;
      }
    }
    return !lower.contains("\r\nconnection: close");
  }

  private String readHead(ByteArrayOutputStream raw) throws IOException {
    int matched = 0;
    while (matched < 4) {
      int b = in.read();
      if (b < 0) {
        if (raw.size() == 0) {
          throw new EOFException("the connection ended");
        }
        break;
      }
      raw.write(b);
      matched = b == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : (b == '\r' ? 1 : 0);
    }
    return raw.toString(StandardCharsets.ISO_8859_1);
  }

  private void readChunks(ByteArrayOutputStream raw) throws IOException {
    int size;
    do {
      size = Integer.parseInt(readLine().strip(), 16);
      raw.write(in.readNBytes(size));
      readLine();
    } while (size > 0);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended in a chunk");
      }
      line.append((char) b);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    Socket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }
}
