package org.otpfilter.proof;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.otpfilter.OtpFilter;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A server process: Jetty or Tomcat, a small application, and the filter before it or not. */
@Command(
    name = "Node",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Serves a small application on 127.0.0.1 and prints one line when it does: its port.",
      "  POST /login    user=NAME: signs in, without a password; 204 and a session cookie",
      "  GET /app/page  1 KiB for who is signed in, and verified if the filter is there",
      "  POST /app/note the session remembers the body; answers what it remembered before",
      "  POST /logout   204",
      "  /otp/...       the filter's own pages",
      "Log lines go to standard error. Ends when standard input closes."
    })
public final class Node implements Callable<Integer> {
  static final String RULES = "/login open; /logout open; /app/* verified; /* verified";

  @Option(names = "--port", description = "0 for any that is free (${DEFAULT-VALUE})")
  private int port;

  @Option(names = "--container", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Container container = Container.jetty;

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

  @Option(names = "--threads", description = "of the container, at most (${DEFAULT-VALUE})")
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

  /** What serves. */
  enum Container {
    jetty,
    tomcat;

    private NodeServer serving(NodePlan plan) throws Exception {
      return switch (this) {
        case jetty -> new JettyServer(plan);
        case tomcat -> new TomcatServer(plan);
      };
    }
  }

  /** What stands before the application. */
  enum Filter {
    none,
    /** One that only calls the chain. */
    bare,
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
      NodeServer server = container.serving(plan());
      long begun = System.nanoTime();
      int open = server.start();
      double millis = (System.nanoTime() - begun) / 1e6;
      PrintStream out = System.out;
      out.println(open + (starts > 1 ? " " + millis : ""));
      out.flush();
      if (starts == 1) {
        parent.await();
      }
      server.stop();
    }
    return 0;
  }

  private NodePlan plan() {
    return new NodePlan(
        port, threads, sessionSeconds, sessions == Sessions.jdbc ? database : null, before());
  }

  private NodePlan.@Nullable Before before() {
    return switch (filter) {
      case none -> null;
      case bare -> new NodePlan.Before(BareFilter.class, Map.of());
      case otp -> new NodePlan.Before(OtpFilter.class, parameters());
    };
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
