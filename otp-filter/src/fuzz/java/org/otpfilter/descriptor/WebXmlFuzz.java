package org.otpfilter.descriptor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A descriptor is read or refused in one line, and nothing that it names is opened (XXE). In the
 * input {@code @FILE@} stands for a file with a secret and {@code @HTTP@} for a server that counts.
 */
final class WebXmlFuzz {
  private static final String SECRET = "canary-in-another-file";
  private static final String FILE = secretFile();
  private static final ServerSocketChannel SERVER = server();

  private WebXmlFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    byte[] document = named(data);
    String said = said(document);
    if (said.contains(SECRET) && !text(document).contains(SECRET)) {
      throw new AssertionError("another file was read");
    }
    try (SocketChannel caller = SERVER.accept()) {
      if (caller != null) {
        throw new AssertionError("another host was asked");
      }
    }
    if (!said.equals(said(document))) {
      throw new AssertionError("read in two ways");
    }
  }

  private static String said(byte[] document) {
    try {
      Descriptor read = WebXml.read(new ByteArrayInputStream(document), "web.xml");
      consistent(read);
      return read.toString();
    } catch (UnreadableAppException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.startsWith("web.xml ") || message.chars().anyMatch(Character::isISOControl)) {
        throw new AssertionError("refused in more than a line: " + message, e);
      }
      return message;
    }
  }

  private static void consistent(Descriptor read) {
    boolean servletTwice =
        read.servlets().size() != read.servlets().stream().map(ServletDef::name).distinct().count();
    if (servletTwice || !read.where().equals("web.xml") || read.header().major() < 0) {
      throw new AssertionError(read.toString());
    }
  }

  private static byte[] named(byte[] data) throws IOException {
    int port = ((InetSocketAddress) SERVER.getLocalAddress()).getPort();
    return text(data)
        .replace("@FILE@", FILE)
        .replace("@HTTP@", "http://127.0.0.1:" + port + "/x")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.ISO_8859_1);
  }

  private static String secretFile() {
    try {
      Path file = Files.createTempFile("otp-filter-fuzz", ".txt");
      file.toFile().deleteOnExit();
      return Files.writeString(file, SECRET).toUri().toString();
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static ServerSocketChannel server() {
    try {
      ServerSocketChannel server = ServerSocketChannel.open();
      server.configureBlocking(false);
      return server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
