package org.example.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client that sends what it likes over a socket of its own, and keeps the session cookie. */
final class Client {
  static final String JSON = "Accept: application/json";
  static final String HTML = "Accept: text/html";
  static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  private final int port;
  private String session = "";

  Client(int port) {
    this.port = port;
  }

  /** A second client with the same session. */
  Client twin() {
    Client twin = new Client(port);
    twin.session = session;
    return twin;
  }

  /** What came back; headers by name in any case. */
  record Answer(int status, TreeMap<String, String> headers, String body) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    String member(String name) {
      Matcher matcher = Pattern.compile("\"" + name + "\":\\[?\"([^\"]*)\"").matcher(body);
      assertThat(matcher.find()).as(body).isTrue();
      return matcher.group(1);
    }
  }

  Answer get(String path, String... headers) throws IOException {
    return send("GET", path, "", headers);
  }

  Answer post(String path, String body, String... headers) throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    if (all.stream().noneMatch(line -> line.startsWith("Content-Type"))) {
      all.add(FORM);
    }
    return send("POST", path, body, all.toArray(new String[0]));
  }

  Answer send(String method, String path, String body, String... headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(60_000);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      write(socket, head(method, path, bytes.length, headers));
      socket.getOutputStream().write(bytes);
      return read(socket);
    }
  }

  /** Sends a POST of which half the body waits until something else has happened. */
  Answer postWithPause(String path, String body, Pause meanwhile, String... headers)
      throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(60_000);
      int half = body.length() / 2;
      List<String> all = new ArrayList<>(List.of(headers));
      all.add(FORM);
      write(socket, head("POST", path, body.length(), all.toArray(new String[0])));
      write(socket, body.substring(0, half));
      meanwhile.run();
      write(socket, body.substring(half));
      return read(socket);
    }
  }

  /** What happens in between. */
  interface Pause {
    void run() throws IOException;
  }

  void signIn(String name, String password) throws IOException {
    String body = "username=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    assertThat(post("/login", body + "&password=" + password).status()).isEqualTo(303);
  }

  /** Enrols and answers the secret. */
  String enrol() throws IOException, GeneralSecurityException {
    Answer page = get("/otp/enrol", JSON);
    String secret = page.member("secret");
    String body = "code=" + code(secret, 0) + "&csrf=" + page.member("csrf");
    assertThat(post("/otp/enrol", body, JSON).status()).isEqualTo(200);
    return secret;
  }

  String csrf(String path) throws IOException {
    return get(path, JSON).member("csrf");
  }

  private String head(String method, String path, int length, String... headers) {
    StringBuilder head = new StringBuilder(method + " /demo" + path + " HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1:").append(port).append("\r\nConnection: close\r\n");
    if (!session.isEmpty()) {
      head.append("Cookie: ").append(session).append("\r\n");
    }
    for (String line : headers) {
      head.append(line).append("\r\n");
    }
    if (length > 0 || method.equals("POST")) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private Answer read(Socket socket) throws IOException {
    String raw = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int end = raw.indexOf("\r\n\r\n");
    assertThat(end).as(raw).isPositive();
    String[] lines = raw.substring(0, end).split("\r\n");
    TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      String value = lines[i].substring(colon + 1).strip();
      headers.put(lines[i].substring(0, colon), value);
      if (lines[i].startsWith("Set-Cookie: JSESSIONID")) {
        session = value.substring(0, value.indexOf(';'));
      }
    }
    return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, raw.substring(end + 4));
  }

  /** RFC 6238 for a step around now, written apart from the product. */
  static String code(String base32, int steps) throws GeneralSecurityException {
    ByteBuffer key = ByteBuffer.allocate(base32.length() * 5 / 8);
    int bits = 0;
    int buffer = 0;
    for (char c : base32.toCharArray()) {
      buffer = (buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)) & 0xffff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        key.put((byte) (buffer >> bits));
      }
    }
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(key.array(), "HmacSHA1"));
    long step = System.currentTimeMillis() / 30_000 + steps;
    byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
    int value = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & Integer.MAX_VALUE;
    return String.format("%06d", value % 1_000_000);
  }

  /** A code that is right in none of the steps around now. */
  static String wrong(String base32) throws GeneralSecurityException {
    List<String> right = new ArrayList<>();
    for (int i = -3; i <= 3; i++) {
      right.add(code(base32, i));
    }
    int value = 0;
    while (right.contains(String.format("%06d", value))) {
      value++;
    }
    return String.format("%06d", value);
  }
}
