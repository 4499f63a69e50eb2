package org.example.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Many requests at one moment (C): one code, one device, one budget. */
final class Bursts {
  private static final int MANY = 64;

  private Bursts() {}

  static List<Row> rows() {
    return List.of(
        new Row("C01 one code, 64 times in one session", Bursts::oneSession),
        new Row("C02 one code, in 16 sessions", Bursts::manySessions),
        new Row("C04 one recovery code, 64 times in other spellings", Bursts::recoveryCode),
        new Row("C05-C06 wrong codes, and a right one behind them", Bursts::guesses),
        new Row("C08 one enrolment, confirmed ten times", Bursts::confirmations));
  }

  private static void oneSession(Site site) throws Exception {
    String name = site.newName();
    Authenticator authenticator = site.enrolled(name).authenticator();
    Client visitor = site.signedIn(name);
    String body = "code=" + authenticator.code(1) + "&csrf=" + visitor.csrf("/otp/challenge");
    List<Reply> replies =
        Together.run(MANY, i -> visitor.twin().post("/otp/challenge", body, Client.JSON));
    assertThat(replies).filteredOn(reply -> reply.holds("\"verified\"")).hasSize(1);
    assertThat(replies).noneMatch(Reply::isFault);
  }

  private static void manySessions(Site site) throws Exception {
    String name = site.newName();
    Authenticator authenticator = site.enrolled(name).authenticator();
    List<Client> visitors = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      visitors.add(site.signedIn(name));
      tokens.add(visitors.get(i).csrf("/otp/challenge"));
    }
    String code = "code=" + authenticator.code(1) + "&csrf=";
    Together.run(
        16, i -> visitors.get(i).post("/otp/challenge", code + tokens.get(i), Client.JSON));
    int open = 0;
    for (Client visitor : visitors) {
      open += site.opensTo(visitor) ? 1 : 0;
    }
    assertThat(open).isEqualTo(1);
  }

  private static void recoveryCode(Site site) throws Exception {
    String name = site.newName();
    Client owner = site.enrolled(name);
    Reply made =
        owner.post(
            "/otp/devices",
            "action=new-recovery-codes&csrf=" + owner.csrf("/otp/devices"),
            Client.JSON);
    String code = made.member("recoveryCodes");
    String plain = code.replace("-", "");
    List<String> spellings =
        List.of(
            code,
            plain,
            plain.toLowerCase(Locale.ROOT),
            "+" + code + "+",
            plain.replaceAll("..", "$0-"));
    Client visitor = site.signedIn(name);
    String csrf = "&csrf=" + visitor.csrf("/otp/recovery");
    List<Reply> replies =
        Together.run(
            MANY,
            i ->
                visitor
                    .twin()
                    .post(
                        "/otp/recovery",
                        "code=" + spellings.get(i % spellings.size()) + csrf,
                        Client.JSON));
    assertThat(replies).filteredOn(reply -> reply.holds("\"verified\"")).hasSize(1);
    assertThat(owner.get("/otp/devices", Client.JSON).body()).contains("\"recoveryCodesLeft\":9");
  }

  private static void guesses(Site site) throws Exception {
    String name = site.newName();
    Authenticator authenticator = site.enrolled(name).authenticator();
    Client visitor = site.signedIn(name);
    String csrf = "&csrf=" + visitor.csrf("/otp/challenge");
    String wrong = "code=" + authenticator.wrong() + csrf;
    List<Reply> replies =
        Together.run(100, i -> visitor.twin().post("/otp/challenge", wrong, Client.JSON));
    assertThat(replies).filteredOn(reply -> reply.status() == 403).hasSize(5);
    assertThat(replies).filteredOn(reply -> reply.status() == 429).hasSize(95);
    assertThat(visitor.verify(authenticator.code(1)).status()).isEqualTo(429);
    assertThat(site.opensTo(visitor)).isFalse();
  }

  private static void confirmations(Site site) throws Exception {
    Client visitor = site.signedIn(site.newName());
    Reply page = visitor.get("/otp/enrol", Client.JSON);
    String code = new Authenticator(page.member("secret")).code(0);
    String body = "code=" + code + "&csrf=" + page.member("csrf");
    List<Reply> replies =
        Together.run(
            10, i -> (i == 0 ? visitor : visitor.twin()).post("/otp/enrol", body, Client.JSON));
    assertThat(replies).filteredOn(reply -> reply.holds("recoveryCodes")).hasSize(1);
    assertThat(replies).noneMatch(Reply::isFault);
  }
}
