package org.example.containers;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Undertow, which is no distribution: a launcher of ours deploys unpacked applications. */
final class UndertowContainer extends Container {
  private static final Pattern PORT = Pattern.compile("listening on (\\d+)");

  private final Child child;
  private final int port;

  UndertowContainer(Model model, List<War> wars) {
    super(model);
    List<String> command = new ArrayList<>();
    command.add(javaHome().resolve("bin/java").toString());
    command.addAll(javaOptions());
    command.add("-cp");
    command.add(
        Kit.undertowLauncher(model.flavour()) + File.pathSeparator + model.home().resolve("*"));
    command.add("org.example.undertow.Launcher");
    ProcessBuilder builder = new ProcessBuilder(command).directory(base().toFile());
    this.child = new Child(builder, base().resolve("log.txt"));
    this.port = Integer.parseInt(child.awaitStart(PORT, PORT).group(1));
    wars.forEach(this::deploy);
  }

  @Override
  int port() {
    return port;
  }

  @Override
  boolean deploy(War war) {
    Path folder = war.unpack(model().flavour(), base().resolve("webapps"));
    return tell("deploy " + war.context() + " " + folder);
  }

  @Override
  void undeploy(War war) {
    if (!tell("undeploy " + war.context())) {
      throw new AssertionError("undeploy failed, see the log");
    }
  }

  @Override
  boolean redeploy(War war) {
    undeploy(war);
    return deploy(war);
  }

  private boolean tell(String line) {
    int from = log().length();
    child.tell(line);
    Matcher answer =
        child.await(
            Pattern.compile("^(done|failed) " + Pattern.quote(line) + "$", Pattern.MULTILINE),
            from);
    return answer.group(1).equals("done");
  }

  /** Undertow makes filters at the first request, and tries again at each. */
  @Override
  List<Integer> refusals() {
    return List.of(500);
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
    child.stop(true);
  }
}
