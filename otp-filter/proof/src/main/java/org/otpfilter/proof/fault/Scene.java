package org.otpfilter.proof.fault;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.otpfilter.proof.Browser;
import org.otpfilter.proof.Jvm;
import org.otpfilter.proof.Node;
import org.otpfilter.proof.Seed;
import org.otpfilter.proof.SeededUser;
import org.otpfilter.proof.Wire;

/**
 * A database server, a proxy before it, seeded users, a node behind the proxy, verified sessions.
 */
final class Scene implements AutoCloseable {
  private static final int VERIFIED = 20;
  private static final List<String> NODE_JVM = List.of("-Xms256m", "-Xmx256m");

  private final DatabaseServer server;
  private final FaultProxy proxy;
  private final long users;
  private final Invariants invariants;
  private final AtomicLong next = new AtomicLong();
  private final List<Browser> verified = new ArrayList<>();
  private final List<Jvm> nodes = new ArrayList<>();
  private int port;
  private @Nullable Crowd crowd;

  private Scene(DatabaseServer server, FaultProxy proxy, long users) {
    this.server = server;
    this.proxy = proxy;
    this.users = users;
    this.invariants = new Invariants(server);
  }

  /**
   * Sets it.
   *
   * @param arguments of the node, further ones
   */
  static Scene set(DatabaseServer server, long users, String... arguments)
      throws IOException, InterruptedException, SQLException {
    try {
      seed(server, users);
      Scene scene = new Scene(server, new FaultProxy(server.port()), users);
      scene.invariants.watch();
      try {
        scene.begin(arguments);
        return scene;
      } catch (IOException e) {
        scene.closeNodes();
        throw e;
      }
    } catch (IOException | InterruptedException | SQLException e) {
      server.close();
      throw e;
    }
  }

  private static void seed(DatabaseServer server, long users)
      throws IOException, InterruptedException {
    List<String> arguments =
        List.of(
            "--users=" + users,
            "--recovery-codes=0",
            "--jdbc-url=" + server.url(server.port()),
            "--jdbc-user=" + DatabaseServer.APP);
    try (Jvm seed = Jvm.start(List.of(), Seed.class, arguments)) {
      if (seed.exit() != 0) {
        throw new IOException("Seed failed: " + seed.log());
      }
    }
  }

  private void begin(String... arguments) throws IOException {
    port = node(List.of(), arguments);
    verifySome();
  }

  /** Starts a node behind the proxy, and answers its port. */
  int node(List<String> by, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--jdbc-url=" + server.url(proxy.port()));
    all.add("--jdbc-user=" + DatabaseServer.APP);
    all.add("--set=trusted-proxies=127.0.0.1/32");
    Jvm node = Jvm.start(by, NODE_JVM, Node.class, all);
    nodes.add(node);
    return Integer.parseInt(node.line());
  }

  private void verifySome() throws IOException {
    try (Wire wire = new Wire(port)) {
      for (int i = 0; i < VERIFIED; i++) {
        Browser browser = newBrowser();
        if (browser.signIn(wire) != 204
            || browser.openChallenge(wire) != 200
            || !browser.verify(wire)) {
          throw new IOException("a user cannot verify before anything is broken");
        }
        verified.add(browser);
      }
    }
  }

  /** A session of a user nobody had before. */
  Browser newBrowser() {
    SeededUser user = new SeededUser(newUser());
    invariants.expect(user);
    return Browser.behindProxy(user, Browser.Kind.JSON, user.number() * 2);
  }

  /** The number of a user nobody had before. */
  long newUser() {
    long user = next.getAndIncrement();
    if (user >= users) {
      throw new IllegalStateException("the users are used up; seed more with --users");
    }
    return user;
  }

  DatabaseServer server() {
    return server;
  }

  /** What must hold of the server's tables. */
  Invariants invariants() {
    return invariants;
  }

  FaultProxy proxy() {
    return proxy;
  }

  int port() {
    return port;
  }

  /** A crowd at the node, until it is closed. */
  Crowd gather() {
    crowd = new Crowd(port, this::newUser, verified);
    return crowd;
  }

  /** The crowd that was gathered last. */
  Crowd crowd() {
    Crowd gathered = crowd;
    if (gathered == null) {
      throw new IllegalStateException("nobody is there");
    }
    return gathered;
  }

  /** What the nodes have logged. */
  String logs() throws IOException {
    StringBuilder logs = new StringBuilder();
    for (Jvm node : nodes) {
      logs.append(node.log());
    }
    return logs.toString();
  }

  @Override
  public void close() {
    closeNodes();
    server.close();
  }

  private void closeNodes() {
    nodes.forEach(Jvm::close);
    try {
      proxy.close();
    } catch (IOException e) {
      // only the door of a proxy that nobody uses any more
    }
  }
}
