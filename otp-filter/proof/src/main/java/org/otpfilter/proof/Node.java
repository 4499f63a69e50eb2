package org.otpfilter.proof;

import jakarta.servlet.DispatcherType;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.session.HouseKeeper;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.otpfilter.OtpFilter;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A server process: Jetty, a small application, and the filter before it or not. */
@Command(
    name = "Node",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Serves a small application on 127.0.0.1 and prints one line when it does: its port.",
      "  POST /login    user=NAME: signs in, without a password; 204 and a session cookie",
      "  GET /app/page  1 KiB for who is signed in, and verified if the filter is there",
      "  POST /logout   204",
      "  /otp/...       the filter's own pages",
      "Log lines go to standard error. Ends when standard input closes."
    })
public final class Node implements Callable<Integer> {
  private static final int HOUSEKEEPING_SECONDS = 10;
  private static final String RULES = "/login open; /logout open; /app/* verified; /* verified";

  @Option(names = "--port", description = "0 for any that is free (${DEFAULT-VALUE})")
  private int port;

  @Option(names = "--filter", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Filter filter = Filter.otp;

  @Option(
      names = "--sessions",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}); jdbc shares them between nodes")
  private Sessions sessions = Sessions.memory;

  @Option(
      names = "--session-seconds",
      description = "after which an idle session ends; -1 for never (${DEFAULT-VALUE})")
  private int sessionSeconds = 1_800;

  @Option(names = "--threads", description = "of Jetty, at most (${DEFAULT-VALUE})")
  private int threads = 200;

  @ArgGroup(exclusive = false, heading = "Database; needed unless --filter=none:%n")
  private DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--starts",
      description =
          "more than 1: start and stop so often, and print the ms of each beside the port")
  private int starts = 1;

  @Option(names = "--set", description = "a setting of the filter, KEY=VALUE; may be repeated")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Mixin private Parent parent = new Parent();

  /** What stands before the application. */
  enum Filter {
    none,
    otp
  }

  /** Where sessions are. */
  enum Sessions {
    memory,
    jdbc
  }

  @Override
  public Integer call() throws Exception {
    for (int start = 1; start <= starts; start++) {
      Server server = server();
      long begun = System.nanoTime();
      server.start();
      double millis = (System.nanoTime() - begun) / 1e6;
      String port = server.getURI().getPort() + (starts > 1 ? " " + millis : "");
      PrintStream out = System.out;
      out.println(port);
      out.flush();
      if (starts == 1) {
        parent.await();
      }
      server.stop();
    }
    return 0;
  }

  private Server server() throws Exception {
    Server server = new Server(new QueuedThreadPool(threads));
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    DefaultSessionIdManager ids = new DefaultSessionIdManager(server);
    ids.setWorkerName("p" + ProcessHandle.current().pid());
    HouseKeeper housekeeper = new HouseKeeper();
    housekeeper.setIntervalSec(HOUSEKEEPING_SECONDS);
    ids.setSessionHouseKeeper(housekeeper);
    server.addBean(ids, true);
    if (sessions == Sessions.jdbc) {
      SharedSessions.install(server, database);
    }
    server.setHandler(application());
    return server;
  }

  private ServletContextHandler application() {
    ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.getSessionHandler().setMaxInactiveInterval(sessionSeconds);
    if (filter == Filter.otp) {
      FilterHolder holder = new FilterHolder(OtpFilter.class);
      holder.setName("otp");
      holder.setAsyncSupported(true);
      holder.setInitParameters(parameters());
      context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    }
    context.addServlet(new HostPages.Login(), "/login");
    context.addServlet(new HostPages.Logout(), "/logout");
    context.addServlet(new HostPages.Page(), "/app/page");
    return context;
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("rules", RULES);
    parameters.put("user", "session:" + HostPages.USER);
    parameters.put("issuer", "Proof");
    parameters.put("logout-url", "/login");
    parameters.put("jdbc-url", database.url);
    parameters.put("jdbc-user", database.user);
    if (!database.password.isEmpty()) {
      parameters.put("jdbc-password", database.password);
    }
    if (!database.secretKey.isEmpty()) {
      parameters.put("secret-key", database.secretKey);
    }
    parameters.putAll(settings);
    return parameters;
  }

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Node()).execute(args));
  }
}
