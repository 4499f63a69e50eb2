package org.otpfilter.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.apache.catalina.Context;
import org.apache.catalina.session.DataSourceStore;
import org.apache.catalina.session.PersistentManager;
import org.apache.catalina.valves.PersistentValve;

/**
 * Sessions in a table of Tomcat's own store, for several nodes without sticky sessions: the valve
 * loads a session when a request comes, and saves it when the request is over.
 */
final class TomcatSessions {
  static final String TABLE = "tomcat_sessions";

  /** Tomcat makes no table. */
  private static final String CREATE =
      "CREATE TABLE IF NOT EXISTS "
          + TABLE
          + " (app varchar(255) NOT NULL, id varchar(100) NOT NULL, data bytea NOT NULL,"
          + " valid char(1) NOT NULL, maxinactive int NOT NULL, lastaccess bigint NOT NULL,"
          + " PRIMARY KEY (app, id))";

  /** What the store itself, the filter and the application write; nothing else is read. */
  private static final String CLASSES =
      "java\\.lang\\.(Boolean|Integer|Long|Number|String)"
          + "|java\\.util\\.(CollSer|ImmutableCollections\\$List(12|N))";

  private TomcatSessions() {}

  static void share(Context context, DatabaseOptions database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    }
    PersistentManager manager = new PersistentManager();
    // it saves by DELETE and INSERT: with auto-commit the session is gone between the two, for the
    // other nodes and, if this one is killed then, for good
    manager.setStore(new Store(database.sessionPool(false)));
    manager.setSessionAttributeValueClassNameFilter(CLASSES);
    manager.setWarnOnSessionAttributeFilterFailure(true);
    context.setManager(manager);
    context.getPipeline().addValve(new PersistentValve());
  }

  /** Of a pool at hand rather than one in JNDI. */
  private static final class Store extends DataSourceStore {
    Store(DataSource pool) {
      dataSource = pool;
      setSessionTable(TABLE);
    }
  }
}
