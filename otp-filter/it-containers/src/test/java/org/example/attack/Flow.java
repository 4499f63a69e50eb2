package org.example.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/** Flow (F): what each state must not do, tried out of turn. */
final class Flow {
  private static final List<String> IDS =
      List.of(
          "-1",
          "0",
          "9223372036854775808",
          "1 OR 1=1",
          "../1",
          "1;2",
          "",
          "%00",
          "%25",
          "%F0%9F%94%91",
          "a".repeat(4000));

  private Flow() {}

  static List<Row> rows() {
    return List.of(
        new Row("F01-F10 a password alone changes nothing", Flow::passwordAlone),
        new Row("F14 the last device", Flow::lastDevice),
        new Row("F15 new recovery codes, twice at once", Flow::recoveryTwice),
        new Row("F17-F20 devices of others and of nobody", Flow::foreignDevices),
        new Row("F23 an enrolment begun and left", Flow::leftEnrolment),
        new Row("F25 nobody's requests to the pages", Flow::nobody),
        new Row("F28 a weaker method", Flow::weakerMethod));
  }

  private static void passwordAlone(Site site) throws IOException {
    String name = site.newName();
    Client owner = site.enrolled(name);
    final String devices = withoutToken(owner.get("/otp/devices", Client.JSON));
    String device = owner.get("/otp/devices", Client.JSON).member("id");
    Client pending = site.signedIn(name);
    String csrf = "csrf=" + pending.csrf("/otp/challenge");
    String known = new Authenticator("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").code(0);
    for (String path :
        List.of(
            "/otp/enrol",
            "/otp/enrol/confirm",
            "/otp/enrol/qr",
            "/otp/devices",
            "/otp/backup-codes",
            "/otp/backup-codes/regenerate",
            "/otp/disable",
            "/otp/step-up",
            "/otp/trusted-device",
            "/otp/done",
            "/otp/success",
            "/otp/challenge?verified=1",
            "/otp/challenge/skip",
            "/api/otp/enrol",
            "/v1/otp/enrol",
            "/otp/challenge.json",
            "/otp/challenge.do",
            "/otp/enrol?code=" + known,
            "/otp/devices/" + device + "/delete",
            "/otp",
            "/otp/",
            "/otp/assets/",
            "/otp/assets/../enrol",
            "/otp/assets/..;/devices")) {
      for (String accept : List.of(Client.JSON, Client.HTML)) {
        assertThat(pending.get(path, accept).raw())
            .doesNotContain("otpauth:", "\"secret\"", "data-secret", device, "recoveryCodes");
      }
      for (String body :
          List.of(
              "",
              "code=" + known + "&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=1&",
              "action=remove&device=" + device + "&",
              "action=new-recovery-codes&",
              "action=rename&name=x&device=" + device + "&",
              "action=kept&",
              "skip=true&")) {
        Reply reply = pending.post(path.split("\\?")[0], body + csrf, Client.JSON);
        assertThat(reply.raw())
            .as(path)
            .doesNotContain("\"secret\"", "recoveryCodes", "verified\"");
      }
    }
    assertThat(withoutToken(owner.get("/otp/devices", Client.JSON))).isEqualTo(devices);
    assertThat(site.opensTo(pending)).isFalse();
    assertThat(site.opensTo(owner)).isTrue();
  }

  private static void lastDevice(Site site) throws IOException {
    Client owner = site.enrolled(site.newName());
    Reply page = owner.get("/otp/devices", Client.JSON);
    Reply reply =
        owner.post(
            "/otp/devices",
            "action=remove&device=" + page.member("id") + "&csrf=" + page.member("csrf"),
            Client.JSON);
    assertThat(reply.status()).isEqualTo(409);
    assertThat(withoutToken(owner.get("/otp/devices", Client.JSON))).isEqualTo(withoutToken(page));
  }

  private static void recoveryTwice(Site site) throws Exception {
    String name = site.newName();
    Client owner = site.enrolled(name);
    String body = "action=new-recovery-codes&csrf=" + owner.csrf("/otp/devices");
    List<Reply> replies =
        Together.run(2, i -> owner.twin().post("/otp/devices", body, Client.JSON));
    int good = 0;
    for (Reply reply : replies) {
      if (reply.holds("recoveryCodes")) {
        Client pending = site.signedIn(name);
        String code = reply.member("recoveryCodes");
        String csrf = pending.csrf("/otp/recovery");
        pending.post("/otp/recovery", "code=" + code + "&csrf=" + csrf, Client.JSON);
        good += site.opensTo(pending) ? 1 : 0;
      }
    }
    assertThat(good).isEqualTo(1);
  }

  private static void foreignDevices(Site site) throws IOException {
    Client owner = site.enrolled(site.newName());
    String devices = withoutToken(owner.get("/otp/devices", Client.JSON));
    String foreign = owner.get("/otp/devices", Client.JSON).member("id");
    Client other = site.enrolled(site.newName());
    String own = withoutToken(other.get("/otp/devices", Client.JSON));
    String csrf = "&csrf=" + other.csrf("/otp/devices");
    for (String action : List.of("remove", "rename")) {
      String start = "action=" + action + "&name=x&device=";
      assertThat(other.post("/otp/devices", start + foreign + csrf, Client.JSON).status())
          .isEqualTo(404);
      for (String id : IDS) {
        assertThat(other.post("/otp/devices", start + id + csrf, Client.JSON).status())
            .as(id)
            .isIn(400, 404, 413);
      }
      String twice = start + foreign + "&device=" + foreign + csrf;
      assertThat(other.post("/otp/devices", twice, Client.JSON).status()).isIn(400, 404);
      assertThat(other.post("/otp/devices?device=" + foreign, start + csrf, Client.JSON).status())
          .isIn(400, 404);
    }
    assertThat(other.get("/otp/devices/" + foreign + "/qr", Client.JSON).raw())
        .doesNotContain("otpauth:");
    assertThat(withoutToken(owner.get("/otp/devices", Client.JSON))).isEqualTo(devices);
    assertThat(withoutToken(other.get("/otp/devices", Client.JSON))).isEqualTo(own);
  }

  private static void leftEnrolment(Site site) throws IOException {
    String name = site.newName();
    Client first = site.signedIn(name);
    Authenticator pending =
        new Authenticator(first.get("/otp/enrol", Client.JSON).member("secret"));
    Client second = site.signedIn(name);
    assertThat(second.get("/otp/challenge", Client.JSON).holds("enrolment-required")).isTrue();
    assertThat(second.post("/otp/challenge", "code=" + pending.code(0), Client.JSON).status())
        .isEqualTo(403);
    assertThat(second.get("/otp/enrol", Client.JSON).member("secret"))
        .isNotEqualTo(pending.base32());
    assertThat(site.opensTo(first)).isFalse();
    assertThat(site.opensTo(second)).isFalse();
  }

  private static void nobody(Site site) throws IOException {
    String known = site.newName();
    site.enrolled(known);
    for (String page : List.of("challenge", "recovery", "enrol", "devices", "assets/otp.css")) {
      for (String method : List.of("GET", "POST", "HEAD", "PUT")) {
        String path = "/otp/" + page;
        Reply reply = site.stranger().send(method, path + "?user=" + known, "", Client.JSON);
        assertThat(reply.header("Set-Cookie")).as(path).isEmpty();
        assertThat(reply.body().replace(known, "nobody"))
            .isEqualTo(site.stranger().send(method, path + "?user=nobody", "", Client.JSON).body());
      }
    }
  }

  private static void weakerMethod(Site site) throws IOException {
    String name = site.newName();
    site.enrolled(name);
    Client pending = site.signedIn(name);
    String csrf = pending.csrf("/otp/challenge");
    for (String more :
        List.of(
            "method=none",
            "method=email",
            "verified=true",
            "skip=1",
            "state=S2",
            "mfa=off",
            "user=" + name,
            "device=0",
            "remember=true",
            "code=&recovery=true",
            "code[]=")) {
      pending.post("/otp/challenge", more + "&csrf=" + csrf, Client.JSON);
      assertThat(pending.get("/otp/challenge", Client.JSON).member("state")).isEqualTo("S1");
    }
    assertThat(site.opensTo(pending)).isFalse();
  }

  static String withoutToken(Reply page) {
    assertThat(page.status()).isEqualTo(200);
    return page.body().replaceFirst("\"csrf\":\"[^\"]*\"", "");
  }
}
