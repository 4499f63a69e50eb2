package org.otpfilter.proof;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.DatabaseAdaptor;
import org.eclipse.jetty.session.DefaultSessionCacheFactory;
import org.eclipse.jetty.session.JDBCSessionDataStoreFactory;
import org.eclipse.jetty.session.SessionCache;
import org.postgresql.ds.PGSimpleDataSource;

/** Sessions in the table of Jetty's own JDBC store, for several nodes without sticky sessions. */
final class SharedSessions {
  private static final int SAVE_PERIOD_SECONDS = 60;

  private SharedSessions() {}

  static void install(Server server, DatabaseOptions database) {
    DatabaseAdaptor adaptor = new DatabaseAdaptor();
    adaptor.setDatasource(pool(database));
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

  private static HikariDataSource pool(DatabaseOptions database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url);
    source.setUser(database.user);
    source.setPassword(database.password);
    HikariConfig config = new HikariConfig();
    config.setPoolName("sessions");
    config.setDataSource(source);
    config.setMaximumPoolSize(10);
    return new HikariDataSource(config);
  }
}
