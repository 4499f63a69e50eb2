package org.otpfilter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.security.ConstraintMapping;
import org.eclipse.jetty.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.security.Credential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otpfilter.OtpFilter;

/** The check of a running application, with the filter and without. */
final class CheckCommandIT {
  private final Server server = new Server();
  @TempDir private Path data;

  /** An application that answers everything, or leads somewhere else. */
  private static final class Host extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getServletPath().startsWith("/moved")) {
        response.sendRedirect("https://example.org/");
      } else {
        response.setContentType("application/json");
        response.getWriter().print("{\"type\":\"urn:otpfilter:sign-in-required\"}");
      }
    }
  }

  private String start(String pattern, String... settings) throws Exception {
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.setContextPath("/app");
    context.addServlet(new ServletHolder("host", new Host()), "/");
    if (!pattern.isEmpty()) {
      FilterHolder filter = new FilterHolder(OtpFilter.class);
      filter.setName("otp");
      filter.setInitParameter("data-dir", data.toString());
      for (int i = 0; i < settings.length; i += 2) {
        filter.setInitParameter(settings[i], settings[i + 1]);
      }
      context.addFilter(filter, pattern, EnumSet.allOf(DispatcherType.class));
    }
    server.setHandler(context);
    server.start();
    return "http://127.0.0.1:" + connector.getLocalPort() + "/app";
  }

  /** The container asks for a password wherever one goes. */
  private String startBehindBasic() throws Exception {
    String url = start("/*", "rules", "/* verified");
    UserStore users = new UserStore();
    users.addUser("alice", Credential.getCredential("wonderland"), new String[] {"user"});
    HashLoginService logins = new HashLoginService("host");
    logins.setUserStore(users);
    ConstraintMapping everything = new ConstraintMapping();
    everything.setPathSpec("/*");
    everything.setConstraint(
        ConstraintSecurityHandler.createConstraint("all", true, new String[] {"user"}, 0));
    ConstraintSecurityHandler security = new ConstraintSecurityHandler();
    security.setLoginService(logins);
    security.setAuthenticator(new BasicAuthenticator());
    security.setConstraintMappings(List.of(everything));
    server.stop();
    ((ServletContextHandler) server.getHandler()).setSecurityHandler(security);
    server.start();
    return url.replaceFirst(
        ":[0-9]+/", ":" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + "/");
  }

  @Test
  void checkWhenTheContainerAsksForAPasswordFirstThenSaysSoAndTakesOne() throws Exception {
    String url = startBehindBasic();

    Run without = Run.of("check", url);
    assertThat(without.out()).contains("asks for a password before the filter", "--header");
    assertThat(without.out()).doesNotContain("does not stand in front");
    assertThat(without.code()).isEqualTo(1);

    String basic =
        Base64.getEncoder().encodeToString("alice:wonderland".getBytes(StandardCharsets.UTF_8));
    Run with = Run.of("check", url, "--header", "Authorization: Basic " + basic);
    assertThat(with.out()).contains("enrolment-required", "The filter stands in front.");
    assertThat(with.code()).isZero();

    Run wrong = Run.of("check", url, "--header", "Authorization=Basic " + basic);
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("NAME: VALUE").doesNotContain(basic);
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void checkWhenTheFilterStandsInFrontThenZero() throws Exception {
    Run run = Run.of("check", start("/*") + "/");

    assertThat(run.out())
        .contains("/app/otp/challenge  403 urn:otpfilter:sign-in-required", "stands in front");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void checkWhenAskedForJsonThenOneObject() throws Exception {
    Run run =
        Run.of("check", start("/*", "base-path", "/x/mfa"), "--base-path", "/x/mfa", "--json");
    JsonNode json = new ObjectMapper().readTree(run.out());

    assertThat(json.get("inFront").asBoolean()).isTrue();
    assertThat(json.get("answers")).hasSize(2);
    assertThat(json.get("answers").get(1).get("status").asInt()).isEqualTo(403);
    assertThat(run.code()).isZero();
  }

  @Test
  void checkWhenThereIsNoFilterThenOne() throws Exception {
    Run run = Run.of("check", start(""));

    assertThat(run.out()).contains("does not stand in front");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void checkWhenTheFilterHasOnlyItsOwnPagesThenOne() throws Exception {
    Run run = Run.of("check", start("/otp/*"));

    assertThat(run.out()).contains("not mapped to /*");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void checkWhenInReportModeThenOne() throws Exception {
    Run run = Run.of("check", start("/*", "mode", "report"));

    assertThat(run.out()).contains("report mode");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void checkWhenARuleOpensThePathThenAnotherOneTells() throws Exception {
    String url = start("/*", "rules", "/in/* verified; /* open");

    assertThat(Run.of("check", url).code()).isEqualTo(1);
    assertThat(Run.of("check", url, "--path", "/in/x").code()).isZero();
  }

  @Test
  void checkWhenSomethingRedirectsThenItIsNotFollowed() throws Exception {
    Run run = Run.of("check", start(""), "--base-path", "/moved");

    assertThat(run.out()).contains("302 to https://example.org/", "redirects");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void checkWhenNothingAnswersThenTwoAndOneLine() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    for (String url :
        new String[] {"http://127.0.0.1:" + port + "/app", "ftp://x/", "what", "http://a b/"}) {
      Run run = Run.of("check", url);
      assertThat(run.code()).as(url).isEqualTo(2);
      assertThat(run.err()).startsWith("otp-filter: ").hasLineCount(1);
      assertThat(run.out()).isEmpty();
    }
  }
}
