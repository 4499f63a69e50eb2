package org.example.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running container, a process of its own with a base folder of its own, on a free port of
 * 127.0.0.1. Applications are known by their context path, which is their name.
 */
abstract sealed class Container implements AutoCloseable
    permits TomcatContainer, JettyContainer, UndertowContainer {
  private static final AtomicInteger BASES = new AtomicInteger();

  private final Model model;
  private final Path base;

  Container(Model model) {
    this.model = model;
    this.base =
        Kit.target()
            .resolve("run")
            .resolve(model.slug() + "-" + ProcessHandle.current().pid())
            .resolve(Integer.toString(BASES.incrementAndGet()));
    try {
      for (String folder :
          List.of(
              "webapps",
              "webapps-javaee",
              "conf",
              "etc",
              "start.d",
              "tmp",
              "work",
              "logs",
              "wars")) {
        Files.createDirectories(base.resolve(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a container that has the applications from its start; some of them may refuse. */
  static Container start(Model model, List<War> wars) {
    if (model.isTomcat()) {
      return new TomcatContainer(model, wars, "");
    }
    return model.isJetty()
        ? new JettyContainer(model, wars, "")
        : new UndertowContainer(model, wars);
  }

  /**
   * Starts a Jetty or Tomcat that takes requests which others refuse.
   *
   * @param lenience lines of Jetty's configuration, or attributes of Tomcat's connector
   */
  static Container startLenient(Model model, List<War> wars, String lenience) {
    return model.isTomcat()
        ? new TomcatContainer(model, wars, lenience)
        : new JettyContainer(model, wars, lenience);
  }

  final Model model() {
    return model;
  }

  /** Its folder; the product's data lie below. */
  final Path base() {
    return base;
  }

  abstract int port();

  /** Deploys, and says whether the application started. */
  abstract boolean deploy(War war);

  abstract void undeploy(War war);

  /** Replaces a running application by the same one, in the way that suits the container. */
  abstract boolean redeploy(War war);

  /** The statuses with which an application is not served that has not started. */
  List<Integer> refusals() {
    return List.of(404, 503);
  }

  /** How many applications run that the container has brought along. */
  abstract int ownApplications();

  /** What the container itself says of leaks. */
  abstract List<String> leaks();

  /** The process. */
  abstract Child child();

  final String log() {
    return child().log();
  }

  final long pid() {
    return child().pid();
  }

  /** Stops it in the container's own way; fails if it hangs. */
  @Override
  public abstract void close();

  /** A command line of Java with what every container gets. */
  final List<String> javaOptions() {
    return List.of(
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        // soft references would hold class loaders while there is memory
        "-XX:SoftRefLRUPolicyMSPerMB=0",
        "-Djava.io.tmpdir=" + base.resolve("tmp"));
  }

  static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
