package org.otpfilter.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpfilter.OtpFilter;
import org.otpfilter.oath.Base32;
import org.otpfilter.oath.HashAlgorithm;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.oath.Totp;

/** Report mode over raw sockets: the application answers as without us, and the report knows. */
final class ReportModeIT {
  private static final String HTML = "Accept: text/html";
  private static final String JSON = "Accept: application/json";
  private static final String MBEAN = "org.otpfilter:type=OtpFilter,context=\"/app\",name=otp";
  private static final Pattern COOKIE = Pattern.compile("Set-Cookie: (JSESSIONID=[^;]+)");

  private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
  private final List<Server> servers = new ArrayList<>();
  @TempDir private Path data;

  /** An application with a login of its own. */
  private static final class Host extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      switch (request.getServletPath()) {
        case "/login" -> {
          String name = request.getParameter("name");
          request.getSession(true).setAttribute("login", name);
          request.getSession(true).setAttribute("role", name.equals("olga") ? "desk" : "staff");
        }
        case "/forward" ->
            request.getRequestDispatcher("/WEB-INF/inner").forward(request, response);
        case "/include" -> {
          response.getWriter().print("before ");
          request.getRequestDispatcher("/part").include(request, response);
          response.getWriter().print(" after");
        }
        case "/fail" -> response.sendError(418, "teapot");
        default -> {
          response.setHeader("X-Host", "of " + request.getServletPath());
          response.setContentType("text/plain;charset=utf-8");
          response
              .getWriter()
              .print("canary " + request.getMethod() + (request.getSession(false) != null));
        }
      }
    }
  }

  private int start(boolean filtered, String... settings) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.setContextPath("/app");
    for (String path :
        List.of("/*", "/login", "/forward", "/include", "/part", "/fail", "/WEB-INF/inner")) {
      // named, because Jetty's error page shows the name
      context.addServlet(new ServletHolder("host at " + path, new Host()), path);
    }
    if (filtered) {
      context.addFilter(filter(settings), "/*", EnumSet.allOf(DispatcherType.class));
    }
    server.setHandler(context);
    servers.add(server);
    server.start();
    return connector.getLocalPort();
  }

  private FilterHolder filter(String... settings) {
    FilterHolder holder = new FilterHolder(OtpFilter.class);
    holder.setName("otp");
    holder.setAsyncSupported(true);
    holder.setInitParameter("user", "session:login");
    holder.setInitParameter("data-dir", data.toString());
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      holder.setInitParameter(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return holder;
  }

  @AfterEach
  void stop() throws Exception {
    for (Server server : servers) {
      server.stop();
    }
  }

  /** A browser or a program: one session cookie, raw answers. */
  private static final class Client {
    private final int port;
    private String cookie = "";

    Client(int port) {
      this.port = port;
    }

    String send(String method, String path, String body, String... headers) throws IOException {
      StringBuilder head = new StringBuilder(method + " /app" + path + " HTTP/1.1\r\nHost: x\r\n");
      head.append("Connection: close\r\nContent-Length: ").append(body.length()).append("\r\n");
      if (!cookie.isEmpty()) {
        head.append("Cookie: ").append(cookie).append("\r\n");
      }
      for (String line : headers) {
        head.append(line).append("\r\n");
      }
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write((head + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher session = COOKIE.matcher(answer);
        if (session.find()) {
          cookie = session.group(1);
        }
        return answer;
      }
    }

    String get(String path, String... headers) throws IOException {
      return send("GET", path, "", headers);
    }

    Client signIn(String name) throws IOException {
      get("/login?name=" + name);
      return this;
    }

    String enrol() throws IOException {
      String page = get("/otp/enrol", JSON);
      String secret = member(page, "secret");
      post("/otp/enrol", secret, member(page, "csrf"), 0);
      return secret;
    }

    void post(String page, String secret, String csrf, int later) throws IOException {
      String form = "Content-Type: application/x-www-form-urlencoded";
      String body = "code=" + code(secret, later) + "&csrf=" + csrf;
      assertThat(send("POST", page, body, form, JSON)).startsWith("HTTP/1.1 200");
    }
  }

  private static String code(String secret, int later) {
    long step = System.currentTimeMillis() / 30_000 + later;
    return new Totp()
        .generate(
            Base32.decode(secret).orElseThrow(),
            new OtpParameters(HashAlgorithm.SHA1, 6, 30),
            step);
  }

  private static String member(String answer, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(answer);
    assertThat(found.find()).as("%s in %s", name, answer).isTrue();
    return found.group(1);
  }

  /** What is the same in every answer of that application to that request. */
  private static String lasting(String answer) {
    return answer.replaceAll("\r\nDate: [^\r]*", "").replaceAll("JSESSIONID=[^;]*", "JSESSIONID=x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /page Accept: text/html",
        "HEAD /page Accept: text/html",
        "POST /page Accept: text/html",
        "PUT /page X-None: 1",
        "GET /page Accept: application/json~Sec-Fetch-Mode: cors",
        "GET /page Authorization: Basic YWxpY2U6eA==",
        "GET /page X-Code: 123456",
        "GET /page Accept: */*~Faces-Request: partial/ajax",
        "GET /forward Accept: text/html",
        "GET /include Accept: text/html",
        "GET /fail Accept: text/html",
        "GET /otp/x.do Accept: text/html",
        "GET /page;v=1 Accept: text/html",
        "GET /page%25 Accept: text/html",
        "OPTIONS /page X-None: 1",
        "FOO /page X-None: 1"
      })
  void answerWhenReportingThenIsTheApplicationsInEveryState(String request) throws Exception {
    Client plain = new Client(start(false));
    Client reported =
        new Client(start(true, "mode=report", "rules=/* verified-only", "code-header=X-Code"));
    String[] parts = request.split(" ", 3);
    for (String state : List.of("S0", "S1n", "S1")) {
      if (state.equals("S1n")) {
        plain.signIn("alice");
        reported.signIn("alice");
      } else if (state.equals("S1")) {
        Client elsewhere = new Client(reported.port).signIn("alice");
        elsewhere.enrol();
      }
      String expected = plain.send(parts[0], parts[1], "", parts[2].split("~"));
      String answer = reported.send(parts[0], parts[1], "", parts[2].split("~"));

      assertThat(lasting(answer)).as(state).isEqualTo(lasting(expected));
    }
  }

  @Test
  void reportWhenAskedForThenOnlyVerifiedOperatorsGetIt() throws Exception {
    int port = start(true, "mode=report", "operators=ALICE", "rules=/* verified");
    Client alice = new Client(port);
    Client bob = new Client(port).signIn("bob");

    assertThat(alice.get("/otp/report", JSON)).startsWith("HTTP/1.1 403");
    alice.signIn("alice");
    assertThat(alice.get("/otp/report", JSON)).contains("urn:otpfilter:enrolment-required");
    String secret = alice.enrol();
    bob.get("/page", HTML);
    bob.get("/page", HTML);
    bob.enrol();
    assertThat(bob.get("/otp/report", JSON)).startsWith("HTTP/1.1 404");
    assertThat(bob.get("/otp/report", HTML)).startsWith("HTTP/1.1 404").doesNotContain("/page");

    awaited(alice, "\"user\":\"bob\"");
    String json = awaited(alice, "\"notEnrolled\":[]");
    assertThat(json)
        .startsWith("HTTP/1.1 200")
        .contains("\"mode\":\"report\"", "\"client\":\"browser\"", "\"path\":\"/page\"")
        .contains("\"rule\":\"/* verified\"", "\"count\":2");
    assertThat(alice.get("/otp/report", HTML)).startsWith("HTTP/1.1 200").contains("otp-report");
    assertThat(alice.send("POST", "/otp/report", "", JSON))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET, HEAD");

    Client again = new Client(port).signIn("alice");
    assertThat(again.get("/otp/report", HTML))
        .startsWith("HTTP/1.1 302")
        .contains("Location: /app/otp/challenge");
    String csrf = member(again.get("/otp/challenge", JSON), "csrf");
    again.post("/otp/challenge", secret, csrf, 1);
    assertThat(again.get("/otp/report", JSON)).startsWith("HTTP/1.1 200");
  }

  /** The report once it holds that; it is brought up to date every two seconds. */
  private static String awaited(Client operator, String text) throws Exception {
    long end = System.nanoTime() + 30_000_000_000L;
    String answer = operator.get("/otp/report", JSON);
    while (!answer.contains(text) && System.nanoTime() < end) {
      answer = operator.get("/otp/report", JSON);
    }
    assertThat(answer).contains(text);
    return answer;
  }

  @Test
  void reportWhenOperatorsAreARoleThenWhoHasItGetsIt() throws Exception {
    int port = start(true, "operators=role:desk", "user-roles=session:role");
    for (String name : List.of("olga", "desk", "alice")) {
      Client client = new Client(port).signIn(name);
      client.enrol();
      assertThat(client.get("/otp/report", JSON))
          .as(name)
          .startsWith(name.equals("olga") ? "HTTP/1.1 200" : "HTTP/1.1 404");
    }
  }

  @Test
  void reportWhenTheThemeHasAPageOfItsOwnThenShowsThat() throws Exception {
    Path theme = Files.createDirectory(data.resolve("theme"));
    Files.writeString(theme.resolve("report.mustache"), "<p>the house's own: {{lead}}</p>");
    Client alice = new Client(start(true, "operators=alice", "theme-dir=" + theme)).signIn("alice");
    alice.enrol();

    assertThat(alice.get("/otp/report", HTML))
        .startsWith("HTTP/1.1 200")
        .contains("the house's own: ");
  }

  @Test
  void reportWhenThereAreNoOperatorsThenIsNotThere() throws Exception {
    Client alice = new Client(start(true)).signIn("alice");
    alice.enrol();

    assertThat(alice.get("/otp/report", HTML)).startsWith("HTTP/1.1 404");
    assertThat(new Client(alice.port).get("/otp/report", HTML)).startsWith("HTTP/1.1 404");
  }

  @Test
  void reportWhenEnforcingThenShowsWhatWasDenied() throws Exception {
    int port = start(true, "operators=alice");
    Client alice = new Client(port).signIn("alice");
    alice.enrol();
    Client bob = new Client(port).signIn("bob");
    assertThat(bob.get("/page", HTML)).startsWith("HTTP/1.1 302");

    assertThat(awaited(alice, "\"user\":\"bob\""))
        .contains("\"mode\":\"enforce\"", "\"reason\":\"enrolment-required\"");
  }

  @Test
  void requestsWhenThousandsThenJmxShowsThemAndTheTableStaysSmall() throws Exception {
    Client bob = new Client(start(true, "mode=report")).signIn("bob");
    ObjectName name = new ObjectName(MBEAN);
    for (int i = 0; i < 10_000; i++) {
      bob.get("/data/" + i % 50 + "/x", "Accept: */*");
    }
    servers.get(0).stop();

    assertThat(jmx.isRegistered(name)).isFalse();
    try (Connection database =
            DriverManager.getConnection(
                "jdbc:h2:file:" + data.resolve("app").resolve("otp"), "sa", "");
        ResultSet rows =
            database
                .createStatement()
                .executeQuery(
                    "SELECT COUNT(*), SUM(occurrences), MIN(detail) FROM otp_event"
                        + " WHERE event = 'request-would-be-denied' AND name = 'bob'");
        ResultSet summary = database.createStatement().executeQuery(documented("detail"));
        ResultSet people = database.createStatement().executeQuery(documented("NOT EXISTS"))) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isBetween(1, 3);
      assertThat(rows.getLong(2)).isEqualTo(10_000);
      assertThat(rows.getString(3))
          .isEqualTo("enrolment-required for rest at /data/*/* by rule /* verified");
      assertThat(summary.next()).isTrue();
      assertThat(summary.getString("name")).isEqualTo("bob");
      assertThat(summary.getLong("requests")).isEqualTo(10_000);
      assertThat(summary.next()).isFalse();
      assertThat(people.next()).isTrue();
      assertThat(people.getString("name")).isEqualTo("bob");
    }
  }

  /** The statement about the report in docs/operating.md that holds that. */
  private static String documented(String part) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "operating.md"));
    return Pattern.compile("```sql\n(.*?);\n```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(block -> block.group(1))
        .filter(sql -> sql.contains("request-would-be-denied") && sql.contains(part))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void jmxWhenRunningThenShowsModeAndReport() throws Exception {
    Client alice = new Client(start(true, "mode=report")).signIn("alice");
    ObjectName name = new ObjectName(MBEAN);
    alice.get("/page", HTML);
    alice.enrol();

    assertThat(jmx.getAttribute(name, "Mode")).isEqualTo("report");
    assertThat((String[]) jmx.getAttribute(name, "StartFindings")).isNotEmpty();
    assertThat((String[]) jmx.getAttribute(name, "Report")).isNotEmpty();
    servers.get(0).stop();
    assertThat(jmx.isRegistered(name)).isFalse();
    servers.get(0).start();
    assertThat(jmx.isRegistered(name)).isTrue();
  }
}
