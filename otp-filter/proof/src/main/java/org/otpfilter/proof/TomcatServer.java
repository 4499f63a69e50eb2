package org.otpfilter.proof;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/** Tomcat; how sessions are shared says {@link TomcatSessions}. */
final class TomcatServer implements NodeServer {
  private final Tomcat tomcat = new Tomcat();
  private final Connector connector;
  private final Path folder;

  TomcatServer(NodePlan plan) throws IOException, SQLException {
    folder = Files.createTempDirectory("otp-filter-proof-tomcat");
    tomcat.setBaseDir(folder.toString());
    connector = new Connector();
    connector.setProperty("address", "127.0.0.1");
    connector.setPort(plan.port());
    connector.setProperty("maxThreads", Integer.toString(plan.threads()));
    // as Jetty: a connection may stay as long as its client likes, and 100 Continue comes from
    // whoever reads the body
    connector.setProperty("maxKeepAliveRequests", "-1");
    connector.setProperty("continueResponseTiming", "onRead");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    context.addServletContainerInitializer(
        (classes, starting) -> addApplication(starting, plan), Set.of());
    if (plan.sessions() != null) {
      TomcatSessions.share(context, plan.sessions());
    }
  }

  @Override
  public int start() throws Exception {
    tomcat.start();
    return connector.getLocalPort();
  }

  private static void addApplication(ServletContext context, NodePlan plan) {
    context.addListener(new SessionTimeout(plan.sessionSeconds()));
    NodePlan.Before before = plan.before();
    if (before != null) {
      FilterRegistration.Dynamic filter = context.addFilter("otp", before.type());
      filter.setAsyncSupported(true);
      filter.setInitParameters(before.parameters());
      filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }
    HostPages.byPath().forEach((path, page) -> context.addServlet(path, page).addMapping(path));
    // a path without a servlet is answered before any filter
    context.addServlet("default", DefaultServlet.class).addMapping("/");
  }

  @Override
  public void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** In seconds, which a context of Tomcat's counts in minutes. */
  private record SessionTimeout(int seconds) implements HttpSessionListener {
    @Override
    public void sessionCreated(HttpSessionEvent event) {
      event.getSession().setMaxInactiveInterval(seconds);
    }
  }
}
