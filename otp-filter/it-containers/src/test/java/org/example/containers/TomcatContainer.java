package org.example.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tomcat from its distribution, started by its own script; its manager deploys. */
final class TomcatContainer extends Container {
  private static final Pattern PORT = Pattern.compile("http-nio-127\\.0\\.0\\.1-auto-\\d+-(\\d+)");
  private static final Pattern STARTED = Pattern.compile("Server startup in");
  private static final Pattern COMPLAINT =
      Pattern.compile(
          "^(?!.*\\[Catalina-utility-).*(memory leak|failed to (unregister|stop|remove) it)");
  private static final String MANAGER =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("manager:manager".getBytes(StandardCharsets.US_ASCII));

  private static final String SERVER =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Server port="-1">
        <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
        <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
        <Service name="Catalina">
          <Connector port="0" address="127.0.0.1" protocol="HTTP/1.1" %s/>
          <Engine name="Catalina" defaultHost="localhost">
            <Realm className="org.apache.catalina.realm.MemoryRealm" pathname="conf/users.xml"/>
            <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="false"/>
          </Engine>
        </Service>
      </Server>
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Child child;
  private final int port;

  TomcatContainer(Model model, List<War> wars, String lenience) {
    super(model);
    configure(lenience);
    wars.forEach(this::place);
    ProcessBuilder builder =
        new ProcessBuilder("sh", model.home().resolve("bin/catalina.sh").toString(), "run");
    builder.environment().put("CATALINA_HOME", model.home().toString());
    builder.environment().put("CATALINA_BASE", base().toString());
    builder.environment().put("CATALINA_TMPDIR", base().resolve("tmp").toString());
    builder.environment().put("JAVA_HOME", javaHome().toString());
    builder.environment().put("CATALINA_OPTS", String.join(" ", javaOptions()));
    builder.directory(base().toFile());
    this.child = new Child(builder, base().resolve("log.txt"));
    this.port = Integer.parseInt(child.awaitStart(STARTED, PORT).group(1));
  }

  private void place(War war) {
    if (war.isConverted()) {
      war.pack(Flavour.JAVAX, base().resolve("webapps-javaee"));
    } else {
      war.pack(model().flavour(), base().resolve("webapps"));
    }
  }

  private void configure(String lenience) {
    Path conf = base().resolve("conf");
    write(conf.resolve("server.xml"), SERVER.formatted(lenience));
    write(
        conf.resolve("logging.properties"),
        "handlers = java.util.logging.ConsoleHandler\n"
            + ".handlers = java.util.logging.ConsoleHandler\n"
            + "java.util.logging.ConsoleHandler.encoding = UTF-8\n");
    StringBuilder users = new StringBuilder("<tomcat-users>\n");
    users.append("<user username='manager' password='manager' roles='manager-script'/>\n");
    for (String user : People.NAMES) {
      users.append("<user username='" + user + "' password='wonderland' roles='user'/>\n");
    }
    write(conf.resolve("users.xml"), users.append("</tomcat-users>\n").toString());
    try {
      Files.copy(model().home().resolve("conf/web.xml"), conf.resolve("web.xml"));
      // a kept session makes the JDK's serialization remember the application's classes for a while
      write(conf.resolve("context.xml"), "<Context><Manager pathname=''/></Context>");
      Path contexts = Files.createDirectories(conf.resolve("Catalina/localhost"));
      write(
          contexts.resolve("manager.xml"),
          "<Context docBase='"
              + model().home().resolve("webapps/manager")
              + "' privileged='true'/>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  int port() {
    return port;
  }

  @Override
  boolean deploy(War war) {
    return manager("deploy?path=" + war.context() + "&war=" + packed(war)).startsWith("OK");
  }

  @Override
  boolean redeploy(War war) {
    return manager("deploy?update=true&path=" + war.context() + "&war=" + packed(war))
        .startsWith("OK");
  }

  @Override
  void undeploy(War war) {
    String said = manager("undeploy?path=" + war.context());
    if (!said.startsWith("OK")) {
      throw new AssertionError(said);
    }
  }

  /** What the manager says to a command. */
  String manager(String command) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/manager/text/" + command))
            .header("Authorization", MANAGER)
            .build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String packed(War war) {
    return war.pack(model().flavour(), base().resolve("wars")).toUri().toString();
  }

  @Override
  int ownApplications() {
    return 1;
  }

  @Override
  List<String> leaks() {
    String found = manager("findleaks?statusLine=true");
    return Stream.concat(
            found.startsWith("OK - No memory leaks") ? Stream.empty() : Stream.of(found),
            log().lines().filter(line -> COMPLAINT.matcher(line).find()))
        .toList();
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
