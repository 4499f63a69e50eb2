package org.example.containers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A WebSocket is as closed as a page (R074): no upgrade before the second factor. */
@Tag("websocket")
final class WebSocketIT {
  private static final Pattern FILTER_LINE = Pattern.compile("<filter><filter-name>.*?</filter>");
  private static final Pattern MAPPING_LINE =
      Pattern.compile("<filter-mapping><filter-name>.*?</filter-mapping>");

  private static War war(String name, String pasted) {
    return War.of(
            name,
            Descriptor.of(SignIn.OWN)
                .xml(
                    "  <context-param><param-name>websocket-endpoint</param-name>"
                        + "<param-value>org.example.host.Socket</param-value></context-param>\n")
                .xml(pasted))
        .webSockets("standard");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"TOMCAT_.*", "JETTY_9", "UNDERTOW_.*"},
      mode = Mode.MATCH_ANY)
  void upgradeWhenTheContainerMakesItBehindTheFiltersThenNeedsTheCode(Model model) {
    Authenticator.assumeInstalled();
    War war = war("plain", "");
    try (Container container = Container.start(model, List.of(war))) {
      assertProtected(container, war);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"JETTY_1.*"},
      mode = Mode.MATCH_ANY)
  void applicationWhenJettyUpgradesFirstThenStartsOnlyWithTheLinesItsLogGives(Model model) {
    Authenticator.assumeInstalled();
    War plain = war("plain", "");
    try (Container container = Container.start(model, List.of(plain))) {
      assertThat(handshake(container, plain, "")).startsWith("HTTP/1.1 ").doesNotContain(" 101 ");
      assertThat(new Visitor(container, plain).get("/open/served").statusCode()).isEqualTo(503);

      War pasted = war("pasted", lines(container.log()));
      assertThat(container.deploy(pasted)).as(container.log()).isTrue();
      assertProtected(container, pasted);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JETTY_11", "JETTY_12_1_EE8", "JETTY_12_1_EE11"})
  void applicationWhenJettyMayUpgradeLaterThenStartsOnlyWithTheLinesItsLogGives(Model model) {
    Descriptor descriptor = Descriptor.of(SignIn.OWN);
    War plain = War.of("plain", descriptor).webSockets("jetty");
    try (Container container = Container.start(model, List.of(plain))) {
      assertThat(new Visitor(container, plain).get("/open/served").statusCode()).isEqualTo(503);

      descriptor.xml(lines(container.log()));
      assertThat(container.deploy(War.of("pasted", descriptor))).as(container.log()).isTrue();
    }
  }

  /** What an operator copies from the log: each line as it stands there, up to its end. */
  private static String lines(String log) {
    return first(FILTER_LINE, log) + first(MAPPING_LINE, log);
  }

  private static String first(Pattern pattern, String log) {
    Matcher matcher = pattern.matcher(log);
    assertThat(matcher.find()).as(log).isTrue();
    return matcher.group() + "\n";
  }

  private static void assertProtected(Container container, War war) {
    SecondFactor alice = new SecondFactor(container, war, SignIn.OWN, "alice");
    assertThat(handshake(container, war, alice.anotherBrowser().session())).contains(" 403 ");
    Visitor verified = alice.enrol();
    assertThat(handshake(container, war, alice.anotherBrowser().session())).contains(" 403 ");
    assertThat(handshake(container, war, verified.session())).contains(" 101 ");
  }

  /** The status line of an upgrade in that session. */
  private static String handshake(Container container, War war, String session) {
    String request =
        """
        GET %s/socket HTTP/1.1
        Host: 127.0.0.1:%d
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13
        Cookie: JSESSIONID=%s

        """
            .formatted(war.context(), container.port(), session)
            .replace("\n", "\r\n");
    try (Socket socket = new Socket("127.0.0.1", container.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return String.valueOf(
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))
              .readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
