package org.example.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.example.attack.Client;
import org.example.attack.Corpus;
import org.example.attack.Layout;
import org.example.attack.Reply;
import org.example.attack.Siege;
import org.example.attack.Site;

/**
 * The host application as it is attacked: protected content behind mappings of every kind, also
 * below what a rule opens and below the product's own path, and error pages that are protected.
 */
final class AttackedSite {
  private static final String CANARY = "canary-of-the-protected-pages";
  private static final String RULES =
      """
      /open/closed verified
      /open/* open
      /login open
      /logout open
      /route/open/* open
      /docs/* verified-only
      /static/private/* verified-only
      /static/* open
      *.css open
      /* verified
      """;

  private static final Layout LAYOUT =
      new Layout(
          List.of(
              "/vault/page",
              "/vault",
              "/strongbox",
              "/report.page",
              "/dir/",
              "/open/closed",
              "/route/closed",
              "/docs/",
              "/static/private/canary.txt",
              "/otp/x.page",
              "/otp/vault",
              "/otp/challenge/x.page"),
          List.of("/open/", "/route/open/", "/static/"),
          CANARY,
          "/open/served",
          "/open/dispatch",
          "/closed-dispatch",
          List.of("vault", "router", "canary"));

  /** Jetty asks no servlet for a welcome file, so one of them may be missing. */
  private static final int MOST_PAGES = LAYOUT.closed().size() - 1;

  private static final int EVERY_FIFTH = 5;

  private AttackedSite() {}

  static War defended() {
    return war("attacked", descriptor());
  }

  /** The same application as it was before the filter came. */
  static War undefended() {
    return war("undefended", descriptor().withoutFilter());
  }

  private static Descriptor descriptor() {
    StringBuilder pages = new StringBuilder();
    for (int status : new int[] {403, 404, 418, 500}) {
      pages.append("  <error-page><error-code>").append(status).append("</error-code>");
      pages.append("<location>/vault/error</location></error-page>\n");
    }
    pages.append("  <welcome-file-list><welcome-file>home.page</welcome-file>");
    pages.append("</welcome-file-list>\n");
    String host = "org.example.host.";
    return Descriptor.of(SignIn.OWN)
        .setting("rules", RULES)
        .servlet("vault", host + "Vault", "/vault/*", "/strongbox", "*.page", "/otp/vault")
        .servlet("router", host + "Router", "/open/*", "/route/*")
        .servlet("closed-dispatch", host + "Dispatch", "/closed-dispatch")
        .xml(pages.toString());
  }

  private static War war(String name, Descriptor descriptor) {
    return War.of(name, descriptor)
        .file("dir/readme.txt", "a folder with a welcome file that is a servlet")
        .file("static/private/canary.txt", CANARY)
        .file("static/open.css", "p {}");
  }

  /** The application as it runs, with its own login for a door. */
  static Site in(Container container, War war) {
    return new Site("127.0.0.1", container.port(), war.context(), LAYOUT, new Door());
  }

  /**
   * Fails if any request of somebody with a password only is served protected content. It fails as
   * well if the attacks are blunt: they must succeed where nothing defends, and who is verified
   * must reach all that can be reached there.
   */
  static void assertDefended(Container container) throws Exception {
    Site defended = in(container, defended());
    Site undefended = in(container, undefended());
    assertThat(Corpus.reached(defended, true))
        .hasSizeGreaterThanOrEqualTo(MOST_PAGES)
        .isEqualTo(Corpus.reached(undefended, false));
    assertThat(Corpus.besiege(defended, true, 1).served()).isEmpty();
    Siege.Outcome sample = Corpus.besiege(undefended, false, EVERY_FIFTH);
    assertThat(sample.served()).hasSizeGreaterThan(sample.sent() / EVERY_FIFTH);
  }

  private static final class Door implements Site.Door {
    @Override
    public void signIn(Client client, String name, boolean keepId) throws IOException {
      String form = "username=" + name + "&password=" + Visitor.PASSWORD;
      done(client.post("/login", form + (keepId ? "&session=keep" : "")));
    }

    @Override
    public void signOut(Client client, boolean keepSession) throws IOException {
      done(client.post("/logout", keepSession ? "session=keep" : ""));
    }

    /** An application that does not do it would let attacks fail that did not take place. */
    private static void done(Reply reply) {
      assertThat(reply.status()).as(reply.raw()).isIn(302, 303);
    }
  }
}
