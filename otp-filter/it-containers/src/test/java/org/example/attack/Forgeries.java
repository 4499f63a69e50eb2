package org.example.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Forged requests and frames (X): what another site makes a victim's browser send. */
final class Forgeries {
  private Forgeries() {}

  static List<Row> rows() {
    return List.of(
        new Row("X01-X10 the challenge, posted by another site", Forgeries::challenge),
        new Row("X01-X10 device changes and sign-out, posted by another site", Forgeries::changes),
        new Row("X13-X15 pages in frames and across origins", Forgeries::headers));
  }

  /** What the body lacks or the headers give away; each with {@code TOKEN} for the right token. */
  private static Map<String, String[]> forged(Site site, String foreignToken) {
    String here = "http://" + site.authority();
    Map<String, String[]> forged = new LinkedHashMap<>();
    forged.put("", new String[0]);
    forged.put("csrf=", new String[0]);
    forged.put("csrf=" + foreignToken, new String[0]);
    forged.put("csrf=TOKEN&csrf=TOKEN", new String[0]);
    forged.put("csrf=TOKENx", new String[0]);
    forged.put("CSRF=TOKEN", new String[0]);
    forged.put("csrf[]=TOKEN", new String[0]);
    int number = 0;
    for (String header :
        List.of(
            "Origin: https://evil.example",
            "Origin: null",
            "Origin: " + here + ".evil.example",
            "Origin: " + here.replace("http", "https"),
            "Origin: http://sub." + site.authority(),
            "Origin: " + here + "0",
            "Origin: " + here + " https://evil.example",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: Cross-Site",
            "Content-Type: text/plain",
            "Content-Type: application/json",
            "Content-Type: multipart/form-data; boundary=x")) {
      forged.put("csrf=TOKEN&n=" + number++, new String[] {header});
    }
    forged.put("x=1", new String[] {"X-CSRF-Token: TOKEN", "Cookie: csrf=TOKEN"});
    return forged;
  }

  private static List<Reply> post(Client victim, String path, String body, Site site, String token)
      throws IOException {
    List<Reply> replies = new ArrayList<>();
    String foreign = site.signedIn(site.newName()).csrf("/otp/enrol");
    for (Map.Entry<String, String[]> each : forged(site, foreign).entrySet()) {
      List<String> headers = new ArrayList<>(List.of(Client.JSON));
      for (String header : each.getValue()) {
        headers.add(header.replace("TOKEN", token));
      }
      String whole = body + "&" + each.getKey().replace("TOKEN", token);
      replies.add(victim.post(path, whole, headers.toArray(new String[0])));
    }
    String all = "?" + body + "&csrf=" + token;
    replies.add(victim.post(path + all, "", Client.JSON));
    replies.add(victim.post(path + "?csrf=" + token, body, Client.JSON));
    replies.add(victim.send("PUT", path, body + "&csrf=" + token, Client.JSON));
    for (String method : List.of("GET", "HEAD")) {
      victim.send(method, path + all, "", Client.JSON);
      victim.send(method, path, body + "&csrf=" + token, Client.JSON, Client.FORM);
    }
    return replies;
  }

  private static void challenge(Site site) throws IOException {
    String name = site.newName();
    Authenticator authenticator = site.enrolled(name).authenticator();
    Client victim = site.signedIn(name);
    String token = victim.csrf("/otp/challenge");
    for (int i = 0; i < 2; i++) {
      String body = "code=" + (i == 0 ? authenticator.wrong() : authenticator.code(1));
      List<Reply> replies = post(victim, "/otp/challenge", body, site, token);
      assertThat(replies).extracting(Reply::status).containsOnly(400, 403, 405, 415);
    }
    assertThat(site.opensTo(victim)).isFalse();
    // twenty refused ones with a wrong code counted nothing, and none consumed the right one
    assertThat(victim.verify(authenticator.code(1)).status()).isEqualTo(200);
  }

  private static void changes(Site site) throws IOException {
    Client victim = site.enrolled(site.newName());
    Reply page = victim.get("/otp/devices", Client.JSON);
    String device = "&device=" + page.member("id");
    for (String body :
        List.of("action=rename&name=evil" + device, "action=new-recovery-codes", "action=remove")) {
      List<Reply> replies = post(victim, "/otp/devices", body, site, page.member("csrf"));
      assertThat(replies).extracting(Reply::status).containsOnly(400, 403, 405, 415);
      assertThat(replies).noneMatch(reply -> reply.holds("recoveryCodes"));
    }
    List<Reply> replies = post(victim, "/otp/logout", "x=1", site, page.member("csrf"));
    assertThat(replies).extracting(Reply::status).containsOnly(400, 403, 405, 415);
    assertThat(victim.get("/otp/devices", Client.JSON).body()).isEqualTo(page.body());
    assertThat(site.opensTo(victim)).isTrue();
  }

  private static void headers(Site site) throws IOException {
    String name = site.newName();
    Client owner = site.enrolled(name);
    Client pending = site.signedIn(name);
    Client enrolling = site.signedIn(site.newName());
    List<Reply> pages = new ArrayList<>();
    pages.add(pending.get("/otp/challenge", Client.HTML));
    pages.add(pending.get("/otp/recovery", Client.HTML));
    pages.add(enrolling.get("/otp/enrol", Client.HTML));
    pages.add(owner.get("/otp/devices", Client.HTML));
    pages.add(pending.post("/otp/challenge", "code=1", Client.HTML));
    pages.add(pending.send("PUT", "/otp/challenge", "", Client.HTML));
    pages.add(pending.post(site.layout().closed().get(0), "", Client.HTML));
    for (Reply page : pages) {
      assertThat(page.header("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "frame-ancestors 'none'");
      assertThat(page.header("X-Frame-Options")).hasValue("DENY");
      assertThat(page.header("Cross-Origin-Resource-Policy")).hasValue("same-origin");
      assertThat(page.header("Cache-Control")).hasValue("no-store");
    }
    for (String path : List.of("/otp/challenge", "/otp/enrol", site.layout().closed().get(0))) {
      Reply preflight =
          pending.send(
              "OPTIONS",
              path,
              "",
              "Origin: https://evil.example",
              "Access-Control-Request-Method: POST",
              "Access-Control-Request-Headers: x");
      assertThat(preflight.head().toLowerCase(Locale.ROOT)).doesNotContain("access-control-allow");
    }
  }
}
