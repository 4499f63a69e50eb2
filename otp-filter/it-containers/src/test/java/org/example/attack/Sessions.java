package org.example.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/** Sessions and marks (S): what a session id, a cookie or another user may not carry over. */
final class Sessions {
  private Sessions() {}

  static List<Row> rows() {
    return List.of(
        new Row("S02 another user on a session whose owner signed out", Sessions::afterSignOut),
        new Row("S03 another user on a session whose owner is there", Sessions::overOwner),
        new Row("S06 the same user, gone for a while", Sessions::goneAndBack),
        new Row("S07 a session id planted before sign-in", Sessions::planted),
        new Row("S08 a session id made up", Sessions::madeUp),
        new Row("S09 a verified session after sign-out", Sessions::ended),
        new Row("S12 the session id from before verification", Sessions::oldId),
        new Row("S13 a verified session id in the URL", Sessions::inUrl),
        new Row("S14 a verified session id beside one's own", Sessions::beside),
        new Row("S20 one code in two windows", Sessions::twoWindows),
        new Row("S22 requests while the session is verified", Sessions::meanwhile),
        new Row("S25 the answer to a right code, replayed", Sessions::replayed));
  }

  private static void afterSignOut(Site site) throws IOException {
    Client visitor = site.enrolled(site.newName());
    site.door().signOut(visitor, true);
    String other = site.newName();
    site.enrolled(other);
    site.door().signIn(visitor, other, true);
    assertThat(site.opensTo(visitor)).isFalse();
  }

  private static void overOwner(Site site) throws IOException {
    String owner = site.newName();
    String other = site.newName();
    site.enrolled(other);
    for (boolean keepId : List.of(true, false)) {
      String name = owner + keepId;
      Client visitor = site.enrolled(name);
      assertThat(site.opensTo(visitor)).isTrue();
      site.door().signIn(visitor, other, keepId);
      assertThat(site.opensTo(visitor)).isFalse();
      site.door().signIn(visitor, name, keepId);
      assertThat(site.opensTo(visitor)).isFalse();
    }
  }

  private static void goneAndBack(Site site) throws IOException {
    String name = site.newName();
    Client visitor = site.enrolled(name);
    site.door().signOut(visitor, true);
    visitor.get(site.layout().closed().get(0));
    site.door().signIn(visitor, name, true);
    assertThat(site.opensTo(visitor)).isFalse();
  }

  private static void planted(Site site) throws IOException {
    for (boolean keepId : List.of(true, false)) {
      Client attacker = site.signedIn(site.newName());
      site.door().signOut(attacker, true);
      Client victim = attacker.twin();
      site.door().signIn(victim, site.newName(), keepId);
      victim.enrol();
      assertThat(site.opensTo(victim)).isTrue();
      assertThat(victim.session()).isNotEqualTo(attacker.session());
      assertThat(site.opensTo(attacker)).isFalse();
    }
  }

  private static void madeUp(Site site) throws IOException {
    String id = "A".repeat(32);
    Client victim = site.stranger();
    victim.plant(id);
    site.door().signIn(victim, site.newName(), true);
    victim.enrol();
    Client attacker = site.stranger();
    attacker.plant(id);
    assertThat(site.opensTo(attacker)).isFalse();
  }

  private static void ended(Site site) throws IOException {
    Client byHost = site.enrolled(site.newName());
    Client keptByHost = site.enrolled(site.newName());
    Client byProduct = site.enrolled(site.newName());
    for (Client visitor : List.of(byHost, keptByHost, byProduct)) {
      Client thief = visitor.twin();
      if (visitor == byProduct) {
        visitor.post("/otp/logout", "csrf=" + visitor.csrf("/otp/challenge"));
      } else {
        site.door().signOut(visitor, visitor == keptByHost);
      }
      assertThat(site.opensTo(thief)).isFalse();
      assertThat(thief.get("/otp/devices", Client.JSON).status()).isNotEqualTo(200);
    }
  }

  private static void oldId(Site site) throws IOException {
    String name = site.newName();
    Client enrolling = site.signedIn(name);
    enrolling.get("/otp/enrol");
    Client before = enrolling.twin();
    enrolling.enrol();
    Client challenged = site.signedIn(name);
    challenged.get("/otp/challenge");
    Client also = challenged.twin();
    assertThat(challenged.verify(enrolling.authenticator().code(1)).status()).isEqualTo(200);
    assertThat(site.opensTo(challenged)).isTrue();
    assertThat(site.opensTo(before)).isFalse();
    assertThat(site.opensTo(also)).isFalse();
  }

  private static void inUrl(Site site) throws IOException {
    Client verified = site.enrolled(site.newName());
    for (String path : site.layout().closed()) {
      for (String name :
          List.of(";jsessionid=", ";x;jsessionid=", ";JSESSIONID=", "?jsessionid=")) {
        String target = path + name + verified.session();
        assertThat(site.stranger().get(target).raw()).doesNotContain(site.layout().canary());
        assertThat(site.stranger().get("/x;jsessionid=" + verified.session() + "/.." + path).raw())
            .doesNotContain(site.layout().canary());
      }
    }
    assertThat(site.opensTo(verified)).isTrue();
  }

  private static void beside(Site site) throws IOException {
    String name = site.newName();
    Client verified = site.enrolled(name);
    Client pending = site.signedIn(name);
    for (String path : site.layout().closed()) {
      String target = path + ";jsessionid=" + verified.session();
      assertThat(pending.get(target).raw()).doesNotContain(site.layout().canary());
    }
  }

  private static void twoWindows(Site site) throws IOException {
    String name = site.newName();
    Authenticator authenticator = site.enrolled(name).authenticator();
    Client one = site.signedIn(name);
    String csrf = one.csrf("/otp/challenge");
    Client two = one.twin();
    String body = "code=" + authenticator.code(1) + "&csrf=" + csrf;
    assertThat(one.post("/otp/challenge", body, Client.JSON).status()).isEqualTo(200);
    assertThat(two.post("/otp/challenge", body, Client.JSON).status()).isIn(400, 403);
    assertThat(site.opensTo(two)).isFalse();
    assertThat(site.opensTo(one)).isTrue();
  }

  private static void meanwhile(Site site) throws Exception {
    String name = site.newName();
    Authenticator authenticator = site.enrolled(name).authenticator();
    Client visitor = site.signedIn(name);
    String csrf = visitor.csrf("/otp/challenge");
    Client old = visitor.twin();
    String body = "code=" + authenticator.code(1) + "&csrf=" + csrf;
    List<Reply> replies =
        Together.run(
            51,
            i ->
                i == 25
                    ? visitor.post("/otp/challenge", body, Client.JSON)
                    : old.twin().get(site.layout().closed().get(0), Client.HTML));
    assertThat(replies.get(25).status()).isEqualTo(200);
    assertThat(replies).noneMatch(Reply::isFault);
    assertThat(site.opensTo(old)).isFalse();
    assertThat(site.opensTo(visitor)).isTrue();
  }

  private static void replayed(Site site) throws IOException {
    String name = site.newName();
    Authenticator authenticator = site.enrolled(name).authenticator();
    Client visitor = site.signedIn(name);
    String csrf = visitor.csrf("/otp/challenge");
    String body = "code=" + authenticator.code(1) + "&csrf=" + csrf;
    String request = visitor.request("POST", site.context() + "/otp/challenge", body, Client.JSON);
    assertThat(visitor.exchange(request).status()).isEqualTo(200);
    site.door().signOut(visitor, false);
    Client again = site.signedIn(name);
    again.exchange(request);
    String renewed = "code=" + authenticator.code(1) + "&csrf=" + again.csrf("/otp/challenge");
    assertThat(again.post("/otp/challenge", renewed, Client.JSON).status()).isEqualTo(403);
    assertThat(site.opensTo(again)).isFalse();
  }
}
