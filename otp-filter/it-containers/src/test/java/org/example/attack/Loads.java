package org.example.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Too much of something (Z): it is refused early, counts nothing, and leaves nothing behind. */
final class Loads {
  private Loads() {}

  static List<Row> rows() {
    return List.of(
        new Row("Z01-Z02 Z13 oversized forms", Loads::forms),
        new Row("Z03 a body that does not come", Loads::bodyThatDoesNotCome),
        new Row("Z04 oversized heads", Loads::heads),
        new Row("Z05 many requests of nobody", Loads::nobody),
        new Row("Z06 one enrolment begun many times", Loads::enrolments),
        new Row("Z07 a very long name", Loads::longName),
        new Row("Z12 a very long address to come back to", Loads::longTarget));
  }

  private static void forms(Site site) throws IOException {
    String name = site.newName();
    Authenticator authenticator = site.enrolled(name).authenticator();
    Client visitor = site.signedIn(name);
    String csrf = "&csrf=" + visitor.csrf("/otp/challenge");
    for (String body :
        List.of(
            "code=" + authenticator.code(1) + csrf + "&x=" + "y".repeat(3_000_000),
            "x=" + "y".repeat(3_000_000) + "&code=" + authenticator.code(1) + csrf,
            "a=&".repeat(5000) + "code=" + authenticator.code(1) + csrf,
            "code=" + "+".repeat(7000) + authenticator.code(1) + csrf,
            "code=" + "-".repeat(7000) + csrf,
            "code=" + "%30".repeat(2000) + csrf,
            "&".repeat(8000) + csrf)) {
      for (int i = 0; i < 2; i++) {
        Reply reply = visitor.post("/otp/challenge", body, Client.JSON);
        boolean noToken = reply.holds("urn:otpfilter:csrf");
        assertThat(reply.status()).isIn(0, 400, 413, noToken ? 403 : 0);
      }
    }
    assertThat(visitor.verify(authenticator.code(1)).status()).isEqualTo(200);
  }

  private static void bodyThatDoesNotCome(Site site) throws IOException {
    String name = site.newName();
    site.enrolled(name);
    Client visitor = site.signedIn(name);
    String path = site.context() + site.layout().closed().get(0);
    String head =
        visitor
            .request("POST", path, "x", Client.JSON)
            .replaceFirst("Content-Length: 1", "Content-Length: 1000000");
    try (Wire wire = new Wire(site)) {
      // no more than the head is sent, so an answer means that nothing waited for the rest
      Reply reply = wire.exchange(Attack.plain(head, head));
      assertThat(reply.status()).isEqualTo(403);
    }
  }

  private static void heads(Site site) throws IOException {
    String name = site.newName();
    site.enrolled(name);
    Client visitor = site.signedIn(name);
    for (String header :
        List.of(
            "X: " + "y".repeat(7000),
            "X: " + "y".repeat(70_000),
            "Accept: " + "text/html,".repeat(600),
            "Accept: " + ",".repeat(6000),
            "Authorization: Basic " + "A".repeat(6000),
            "X-Forwarded-For: " + "1.1.1.1,".repeat(800),
            "Forwarded: " + "for=\"[::1]\",".repeat(500),
            "Cookie: " + "a=b; ".repeat(1200),
            "Origin: " + "x".repeat(6000),
            "Sec-Fetch-Mode: " + "x".repeat(6000))) {
      for (String path : List.of("/otp/challenge", site.layout().closed().get(0))) {
        Reply reply = visitor.get(path, header, Client.HTML);
        assertThat(reply.status()).as(header.substring(0, 12)).isNotEqualTo(500);
        assertThat(reply.raw()).doesNotContain(site.layout().canary());
      }
    }
  }

  private static void nobody(Site site) throws IOException {
    for (int i = 0; i < 100; i++) {
      for (String path : List.of("/otp/challenge", "/otp/enrol", "/otp/assets/x", "/otp/logout")) {
        Reply reply = site.stranger().get(path + "?" + i, Client.HTML);
        assertThat(reply.header("Set-Cookie")).isEmpty();
      }
    }
  }

  private static void enrolments(Site site) throws IOException {
    Client visitor = site.signedIn(site.newName());
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      secrets.add(visitor.get("/otp/enrol", Client.JSON).member("secret"));
    }
    assertThat(secrets).hasSize(1);
  }

  private static void longName(Site site) throws IOException {
    Client visitor = site.signedIn(site.newName() + "x".repeat(10_000));
    for (String accept : List.of(Client.HTML, Client.JSON)) {
      Reply reply = visitor.get("/otp/enrol", accept);
      assertThat(reply.status()).isBetween(200, 499);
    }
    assertThat(site.opensTo(visitor)).isFalse();
  }

  private static void longTarget(Site site) throws IOException {
    String name = site.newName();
    Authenticator authenticator = site.enrolled(name).authenticator();
    Client visitor = site.signedIn(name);
    String path = site.layout().closed().get(0);
    visitor.get(path + "?first", Client.HTML);
    assertThat(visitor.get(path + "?next=" + "a".repeat(6000), Client.HTML).status())
        .isEqualTo(302);
    String body = "code=" + authenticator.code(1) + "&csrf=" + visitor.csrf("/otp/challenge");
    Reply reply = visitor.post("/otp/challenge", body, Client.HTML);
    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.header("Location")).hasValue(site.context() + "/");
  }
}
