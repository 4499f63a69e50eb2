package org.otpfilter.proof;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.DatabaseAdaptor;
import org.eclipse.jetty.session.DefaultSessionCacheFactory;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.session.HouseKeeper;
import org.eclipse.jetty.session.JDBCSessionDataStoreFactory;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty; sessions are shared by the table of its own JDBC store, without sticky sessions. */
final class JettyServer implements NodeServer {
  private static final int HOUSEKEEPING_SECONDS = 10;
  private static final int SAVE_PERIOD_SECONDS = 60;

  private final Server server;
  private final ServerConnector connector;

  JettyServer(NodePlan plan) throws Exception {
    server = new Server(new QueuedThreadPool(plan.threads()));
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(plan.port());
    server.addConnector(connector);
    DefaultSessionIdManager ids = new DefaultSessionIdManager(server);
    ids.setWorkerName("p" + ProcessHandle.current().pid());
    HouseKeeper housekeeper = new HouseKeeper();
    housekeeper.setIntervalSec(HOUSEKEEPING_SECONDS);
    ids.setSessionHouseKeeper(housekeeper);
    server.addBean(ids, true);
    if (plan.sessions() != null) {
      share(plan.sessions());
    }
    server.setHandler(application(plan));
  }

  @Override
  public int start() throws Exception {
    server.start();
    return connector.getLocalPort();
  }

  private void share(DatabaseOptions database) {
    DatabaseAdaptor adaptor = new DatabaseAdaptor();
    adaptor.setDatasource(database.sessionPool(true));
    JDBCSessionDataStoreFactory store = new JDBCSessionDataStoreFactory();
    store.setDatabaseAdaptor(adaptor);
    store.setSavePeriodSec(SAVE_PERIOD_SECONDS);
    DefaultSessionCacheFactory cache = new DefaultSessionCacheFactory();
    // in memory during a request only, and saved before the client can send the next one elsewhere
    cache.setEvictionPolicy(SessionCache.EVICT_ON_SESSION_EXIT);
    cache.setFlushOnResponseCommit(true);
    cache.setSaveOnCreate(true);
    server.addBean(store);
    server.addBean(cache);
  }

  private static ServletContextHandler application(NodePlan plan) {
    ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.getSessionHandler().setMaxInactiveInterval(plan.sessionSeconds());
    NodePlan.Before before = plan.before();
    if (before != null) {
      FilterHolder holder = new FilterHolder(before.type());
      holder.setName("otp");
      holder.setAsyncSupported(true);
      holder.setInitParameters(before.parameters());
      context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    }
    HostPages.byPath().forEach((path, servlet) -> context.addServlet(servlet, path));
    return context;
  }

  @Override
  public void stop() throws Exception {
    server.stop();
  }
}
