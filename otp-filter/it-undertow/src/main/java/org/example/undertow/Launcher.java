package org.example.undertow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import jakarta.servlet.ServletException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts Undertow on a free port of 127.0.0.1 and obeys the lines {@code deploy CONTEXT FOLDER} and
 * {@code undeploy CONTEXT}; each is answered with one line. The end of the input stops it.
 */
public final class Launcher {
  private final ServletContainer container = ServletContainer.Factory.newInstance();
  private final PathHandler paths = new PathHandler();
  private final Map<String, Running> running = new HashMap<>();

  private record Running(DeploymentInfo info, DeploymentManager manager, URLClassLoader loader) {}

  private Launcher() {}

  /** Serves until the standard input ends. */
  public static void main(String[] arguments) throws IOException, ServletException {
    Launcher launcher = new Launcher();
    Undertow server =
        Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(launcher.paths).build();
    server.start();
    PrintStream out = System.out;
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    out.println("listening on " + address.getPort());
    launcher.obey(out);
    launcher.undeployAll();
    server.stop();
    out.println("stopped");
  }

  private void obey(PrintStream out) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 3);
      try {
        if (words[0].equals("deploy")) {
          deploy(words[1], Path.of(words[2]));
        } else {
          undeploy(words[1]);
        }
        out.println("done " + line);
      } catch (ServletException | RuntimeException | LinkageError e) {
        e.printStackTrace();
        out.println("failed " + line);
      }
    }
  }

  private void deploy(String context, Path folder) throws IOException, ServletException {
    Webapp webapp = Webapp.read(context, folder);
    Running app =
        new Running(webapp.info(), container.addDeployment(webapp.info()), webapp.loader());
    running.put(context, app);
    try {
      app.manager.deploy();
      paths.addPrefixPath(context, app.manager.start());
    } catch (ServletException | RuntimeException | LinkageError e) {
      undeploy(context);
      throw e;
    }
  }

  private void undeploy(String context) throws IOException, ServletException {
    Running app = running.remove(context);
    if (app != null) {
      paths.removePrefixPath(context);
      app.manager.stop();
      app.manager.undeploy();
      container.removeDeployment(app.info);
      app.info.getResourceManager().close();
      app.loader.close();
    }
  }

  private void undeployAll() throws IOException, ServletException {
    for (String context : running.keySet().toArray(new String[0])) {
      undeploy(context);
    }
  }
}
