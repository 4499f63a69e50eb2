package org.example.ledger;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;

/**
 * A running Ledger: one Jetty on the loopback address, one data folder, the webapp under {@code
 * /demo}. Several may run in one process if each has its own port and folder; the system property
 * {@code jetty.base} then names the folder of the first.
 */
public final class Ledger implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final String BASE = "jetty.base";

  private final Server server;
  private final ServerConnector connector;
  private final DataFolder folder;
  private final boolean ownsBase;

  private Ledger(int port, DataFolder folder, String... overrides) {
    this.folder = folder;
    this.server = new Server();
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    this.connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(HOST);
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(webapp(server, folder.path(), overrides));
    this.ownsBase = System.getProperty(BASE) == null;
    if (ownsBase) {
      System.setProperty(BASE, folder.path().toString());
    }
  }

  /**
   * Starts Ledger on a loopback port, 0 for any free one, with its data in the folder.
   *
   * @throws StartException if port or folder are taken, or the webapp does not start
   */
  public static Ledger start(int port, Path data) {
    return start(port, data, new String[0]);
  }

  /** Starts Ledger with descriptors that are read after {@code web.xml}. */
  static Ledger start(int port, Path data, String... overrides) {
    DataFolder folder = DataFolder.take(data);
    AutoCloseable begun = folder;
    try {
      Ledger ledger = new Ledger(port, folder, overrides);
      begun = ledger;
      ledger.open(port);
      ledger.run();
      return ledger;
    } catch (RuntimeException e) {
      closeAfter(e, begun);
      throw e;
    }
  }

  /** The port that Ledger listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** The address of the front page. */
  public String address() {
    return "http://localhost:" + port() + "/demo/";
  }

  /** The folder that the data is in. */
  public Path data() {
    return folder.path();
  }

  /** Waits until Ledger has stopped. */
  public void join() throws InterruptedException {
    server.join();
  }

  @Override
  public void close() {
    try {
      server.stop();
      connector.close();
    } catch (Exception e) {
      throw new IllegalStateException("Ledger did not stop cleanly", e);
    } finally {
      folder.close();
      if (ownsBase) {
        System.clearProperty(BASE);
      }
    }
  }

  /** Binds the port before anything else starts, so that a taken one is the first thing said. */
  private void open(int port) {
    try {
      connector.open();
    } catch (IOException e) {
      throw new StartException(
          "Port "
              + port
              + " on "
              + HOST
              + " is in use. Stop what listens there, or choose another port with"
              + " -Ddemo.port=PORT (0: any free one)",
          e);
    }
  }

  private void run() {
    try {
      server.start();
    } catch (Exception e) {
      throw new StartException(Causes.text(e), e);
    }
  }

  private static void closeAfter(RuntimeException failure, AutoCloseable begun) {
    try {
      begun.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  private static WebAppContext webapp(Server server, Path folder, String... overrides) {
    URL content =
        Objects.requireNonNull(Ledger.class.getResource("/webapp"), "no webapp on the class path");
    WebAppContext webapp = new WebAppContext();
    webapp.setContextPath("/demo");
    // The server's factory: the webapp's own closes a jar before the webapp is done with it.
    webapp.setBaseResource(ResourceFactory.of(server).newResource(content));
    webapp.setTempDirectory(folder.resolve("tmp").toFile());
    // There is no WEB-INF/lib: libraries, and the filter that web.xml names, are on the class path.
    webapp.setParentLoaderPriority(true);
    webapp.setThrowUnavailableOnStartupException(true);
    webapp.setInitParameter("org.eclipse.jetty.servlet.Default.dirAllowed", "false");
    for (String override : overrides) {
      webapp.addOverrideDescriptor(override);
    }
    webapp.setAttribute(Books.ATTRIBUTE, Books.open(folder, Clock.system(ZoneId.systemDefault())));
    return webapp;
  }

  /** Starts Ledger from the command line, with {@code -Ddemo.port} and {@code -Ddemo.data}. */
  public static void main(String[] args) throws InterruptedException {
    try {
      Console.prepareLogging();
      Ledger ledger = start(Console.port(), Console.data());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Console.stop(ledger), "ledger-stop"));
      Console.welcome(ledger);
      ledger.join();
    } catch (StartException e) {
      Console.fail(e);
    }
  }
}
