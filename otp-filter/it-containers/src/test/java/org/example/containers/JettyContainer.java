package org.example.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Jetty from its distribution with a base of its own; its scanner deploys what appears. */
final class JettyContainer extends Container {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern PORT =
      Pattern.compile("Started .*ServerConnector@.*\\{127\\.0\\.0\\.1:(\\d+)}");
  private static final Pattern STARTED = Pattern.compile("Started .*@\\d+ms");

  private final Child child;
  private final int port;

  JettyContainer(Model model, List<War> wars, String lenience) {
    super(model);
    configure(
        lenience, wars.stream().map(War::webSockets).reduce("", (a, b) -> b.isEmpty() ? a : b));
    wars.forEach(war -> war.pack(model.flavour(), base().resolve("webapps")));
    List<String> command = new ArrayList<>();
    command.add(javaHome().resolve("bin/java").toString());
    command.addAll(javaOptions());
    command.add("-jar");
    command.add(model.home().resolve("start.jar").toString());
    command.add("jetty.base=" + base());
    ProcessBuilder builder = new ProcessBuilder(command).directory(base().toFile());
    this.child = new Child(builder, base().resolve("log.txt"));
    this.port = Integer.parseInt(child.awaitStart(STARTED, PORT).group(1));
  }

  private void configure(String lenience, String webSockets) {
    String prefix = model().environment().isEmpty() ? "" : model().environment() + "-";
    // what follows the modules of an environment belongs to it alone
    write(
        base().resolve("start.d/1-server.ini"),
        """
        --module=http
        jetty.http.host=127.0.0.1
        jetty.http.port=0
        jetty.deploy.scanInterval=1
        etc/realm.xml
        %s
        """
            .formatted(lenience));
    write(
        base().resolve("start.d/2-webapps.ini"),
        """
        --module=%1$sdeploy
        --module=%1$sannotations
        jetty.deploy.scanInterval=1
        """
                .formatted(prefix)
            + (webSockets.isEmpty()
                ? ""
                : "--module=" + prefix + webSocketModule(webSockets) + "\n"));
    StringBuilder users = new StringBuilder();
    for (String user : People.NAMES) {
      users.append(
          """
              <Call name="addUser">
                <Arg>%s</Arg>
                <Arg><Call class="org.eclipse.jetty.util.security.Credential" name="getCredential">
                  <Arg>wonderland</Arg></Call></Arg>
                <Arg><Array type="java.lang.String"><Item>user</Item></Array></Arg>
              </Call>
          """
              .formatted(user));
    }
    write(
        base().resolve("etc/realm.xml"),
        """
        <?xml version="1.0"?>
        <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "http://www.eclipse.org/jetty/configure_9_3.dtd">
        <Configure id="Server" class="org.eclipse.jetty.server.Server">
          <New id="users" class="org.eclipse.jetty.security.UserStore">
        %s  </New>
          <Call name="addBean"><Arg>
            <New class="org.eclipse.jetty.security.HashLoginService">
              <Set name="name">host</Set>
              <Set name="userStore"><Ref refid="users"/></Set>
            </New></Arg></Call>
        </Configure>
        """
            .formatted(users));
  }

  private String webSocketModule(String kind) {
    if (model() == Model.JETTY_9) {
      return "websocket";
    }
    return "websocket-"
        + (kind.equals("jetty") ? kind : model().flavour().name().toLowerCase(Locale.ROOT));
  }

  @Override
  int port() {
    return port;
  }

  @Override
  boolean deploy(War war) {
    int from = log().length();
    place(war);
    return awaitStart(war, from);
  }

  @Override
  boolean redeploy(War war) {
    if (model().startsNewBeforeOld()) {
      undeploy(war);
    }
    return deploy(war);
  }

  @Override
  void undeploy(War war) {
    try {
      Files.delete(base().resolve("webapps").resolve(war.name() + ".war"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Kit.await(LIMIT, () -> !isServed(war), () -> war.context() + " is still served, see " + base());
  }

  private void place(War war) {
    Path packed = war.pack(model().flavour(), base().resolve("wars"));
    try {
      Files.move(
          packed,
          base().resolve("webapps").resolve(packed.getFileName()),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for a start or a failure behind a place in the log. What Jetty writes of a start it may
   * write early: the application is there when it answers as well.
   */
  private boolean awaitStart(War war, int from) {
    Pattern failure = Pattern.compile("Failed startup of context .*" + contextIn(war));
    Pattern start = Pattern.compile("Started .*" + contextIn(war));
    Kit.await(
        LIMIT,
        () -> {
          String news = log().substring(from);
          return failure.matcher(news).find() || (start.matcher(news).find() && isServed(war));
        },
        () -> war.context() + " neither started nor failed, see " + base());
    return !failure.matcher(log().substring(from)).find();
  }

  private boolean isServed(War war) {
    String page = "GET " + war.context() + "/index.html HTTP/1.1";
    return !refusals().contains(new RawClient(port).request(page).status());
  }

  /** The application in a line of the log, as all versions write it. */
  private static String contextIn(War war) {
    return "(?:WebAppContext|CoreContextHandler)@.*[,{]" + war.context() + ",";
  }

  @Override
  int ownApplications() {
    return 0;
  }

  @Override
  List<String> leaks() {
    return List.of();
  }

  @Override
  Child child() {
    return child;
  }

  @Override
  public void close() {
    child.stop(false);
  }
}
