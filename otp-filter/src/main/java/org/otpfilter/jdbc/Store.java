package org.otpfilter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.EventStore;
import org.otpfilter.device.DeviceStore;
import org.otpfilter.device.EpochSource;
import org.otpfilter.secret.SealingKeys;
import org.otpfilter.secret.UnsealException;

/** The opened database: pool, schema, stores. Thread-safe. */
public final class Store implements AutoCloseable {
  private final DataSource pool;
  private final DataSource single;
  private final boolean owned;
  private final Dialect dialect;
  private final Connections connections;
  private final SealingKeys keys;
  private final EventRows events;
  private final Clock clock;

  private Store(
      StoreSettings settings, DataSource pool, Dialect dialect, SealingKeys keys, Clock clock) {
    this.pool = pool;
    this.single = Pool.single(settings, pool);
    this.owned = settings.jndiName() == null;
    this.dialect = dialect;
    this.connections = new Connections(pool);
    this.keys = keys;
    this.events = new EventRows(settings.node());
    this.clock = clock;
  }

  /**
   * Opens the database, brings its schema up to date and tries the keys on what is stored.
   *
   * @throws StoreStartException saying what to do, if any of it fails
   */
  public static Store open(StoreSettings settings, SealingKeys keys, Clock clock) {
    DataSource pool = Pool.open(settings);
    try (Connection connection = Connections.open(pool)) {
      Dialect dialect = Dialect.of(connection);
      Schema.prepare(pool, dialect, settings.migrate());
      Store store = new Store(settings, pool, dialect, keys, clock);
      store.tryKeys();
      return store;
    } catch (SQLException e) {
      close(pool);
      throw new StoreStartException("the database cannot be reached: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      close(pool);
      throw e;
    }
  }

  /** Opens the newest secret: a wrong key must stop the start, not every user. */
  private void tryKeys() {
    record Sealed(String id, String user, byte[] secret) {}

    List<Sealed> newest =
        connections.run(
            sql ->
                sql.query(
                    "SELECT id, user_key, secret FROM otp_device WHERE confirmed_at IS NOT NULL"
                        + " ORDER BY confirmed_at DESC LIMIT 1",
                    r -> new Sealed(r.getString(1), r.getString(2), r.getBytes(3))));
    for (Sealed row : newest) {
      try {
        var unused = keys.open(row.secret(), "otp_device:" + row.user() + ":" + row.id());
      } catch (UnsealException e) {
        throw new StoreStartException(
            "secret-key does not open what is stored: "
                + e.getMessage()
                + "; give the key that sealed it, or add it behind the new one",
            e);
      }
    }
  }

  /** Users and devices. */
  public DeviceStore devices() {
    return new JdbcDeviceStore(connections, dialect, keys, events, clock);
  }

  /** Events. */
  public EventStore events() {
    return this::append;
  }

  private void append(List<AuditEvent> all) {
    int written =
        connections.transact(
            sql -> {
              all.forEach(event -> events.insert(sql, event));
              return all.size();
            });
    assert written == all.size();
  }

  /** A look at epochs, on a connection of its own. */
  public EpochSource epochs() {
    try {
      return new JdbcEpochSource(Connections.open(single), dialect);
    } catch (SQLException e) {
      throw Connections.unavailable(e);
    }
  }

  /** Closes what was opened here; a container's data source is the container's. */
  @Override
  public void close() {
    if (owned) {
      close(single);
      close(pool);
    }
  }

  private static void close(DataSource source) {
    if (source instanceof com.zaxxer.hikari.HikariDataSource hikari) {
      hikari.close();
    }
  }
}
