package org.example.attack;

import java.util.List;

/**
 * First lines of requests in all their forms: methods, versions, targets, and the Host with them.
 */
final class RequestLines {
  private static final List<String> METHODS =
      List.of(
          "HEAD",
          "OPTIONS",
          "TRACE",
          "TRACK",
          "PROPFIND",
          "PROPPATCH",
          "MKCOL",
          "COPY",
          "MOVE",
          "LOCK",
          "PUT",
          "DELETE",
          "PATCH",
          "QUERY",
          "SEARCH",
          "REPORT",
          "FOO",
          "GETX",
          "get",
          "Get",
          "gET",
          "POST",
          "post",
          "head",
          "CONNECT",
          "DEBUG",
          "ARBITRARY-METHOD",
          "G",
          "*",
          "GET\u00e9",
          "PRI");

  private final Head head;
  private final String authority;

  RequestLines(Head head, String authority) {
    this.head = head;
    this.authority = authority;
  }

  void add(List<Attack> attacks, String target) {
    methods(attacks, target);
    versions(attacks, target);
    forms(attacks, target);
  }

  private void methods(List<Attack> attacks, String target) {
    for (String method : METHODS) {
      String name = method + " " + target;
      String line = name + " HTTP/1.1";
      attacks.add(Attack.alone(name, head.request(line, "Connection: close")));
      attacks.add(
          Attack.alone(
              name + " form",
              head.request(line, "Connection: close", Client.FORM, "Content-Length: 11")
                  + "_method=GET"));
    }
  }

  private void versions(List<Attack> attacks, String target) {
    for (String version :
        List.of(
            "HTTP/1.0",
            "HTTP/1.2",
            "HTTP/2.0",
            "HTTP/3",
            "HTTP/0.9",
            "http/1.1",
            "HTTP/1.1 x",
            "HTTP/01.1",
            "HTTP/1.10",
            "HTTP",
            "XTTP/1.1",
            "")) {
      String line = "GET " + target + " " + version;
      attacks.add(Attack.alone(line, head.request(line, "Connection: close")));
      attacks.add(Attack.alone(line + " without Host", head.hostless(line)));
    }
    attacks.add(Attack.alone("0.9 " + target, "GET " + target + "\r\n"));
    String id = head.cookie().substring(head.cookie().indexOf('=') + 1);
    attacks.add(Attack.alone("0.9 with session", "GET " + target + ";jsessionid=" + id + "\r\n"));
    attacks.add(
        Attack.alone(
            "bare LF",
            head.request("GET " + target + " HTTP/1.1", "Connection: close")
                .replace("\r\n", "\n")));
    attacks.add(
        Attack.alone(
            "CR alone",
            head.request("GET " + target + " HTTP/1.1", "Connection: close")
                .replace("\r\n", "\r")));
    for (String blank : List.of("  ", "\t", "\u000b", "\f", " \t ", "\u00a0", "\r", "\u0000")) {
      String line = "GET" + blank + target + blank + "HTTP/1.1";
      attacks.add(Attack.alone(line, head.request(line, "Connection: close")));
    }
    attacks.add(
        Attack.alone("lines first", "\r\n\r\n" + head.request("GET " + target + " HTTP/1.1")));
  }

  private void forms(List<Attack> attacks, String target) {
    String here = authority;
    for (String form :
        List.of(
            "http://" + here,
            "HTTP://" + here,
            "https://" + here,
            "http://user@" + here,
            "http://user:x@" + here,
            "http://evil.example",
            "http://127.0.0.1",
            "http://",
            "http:",
            "http:/",
            "//" + here,
            "///",
            "//evil.example",
            "\\\\" + here,
            "ws://" + here,
            "x://y",
            "jar:file:",
            "http://" + here + "/otp/challenge?",
            "http://" + here + "#",
            "http://" + here + "/otp/challenge;",
            "http://" + here + "\\@evil.example",
            "http://" + here + "/%2e%2e",
            "*",
            "?",
            "#",
            ";",
            "%2f",
            ".",
            "..",
            " ",
            "%20")) {
      attacks.add(
          Attack.alone(
              form + target,
              head.request("GET " + form + target + " HTTP/1.1", "Connection: close")));
    }
    attacks.add(
        Attack.alone(
            "no slash " + target,
            head.request("GET " + target.substring(1) + " HTTP/1.1", "Connection: close")));
    for (String host :
        List.of(
            "",
            "evil.example",
            here + "/otp/challenge",
            here + "@evil.example",
            "127.0.0.1:0",
            here + "\r\nHost: evil.example",
            "localhost#",
            "[::1]",
            "a b",
            here + target,
            "\u00fc.example",
            ".",
            "%31",
            here + "?x")) {
      attacks.add(
          Attack.alone(
              "Host: " + host + " " + target,
              head.hostless("GET " + target + " HTTP/1.1")
                  .replaceFirst("\r\n", "\r\nHost: " + host.replace("\\", "") + "\r\n")));
    }
  }
}
