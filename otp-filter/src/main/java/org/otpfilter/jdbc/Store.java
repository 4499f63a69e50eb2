package org.otpfilter.jdbc;

import java.time.Clock;
import org.otpfilter.audit.EventStore;
import org.otpfilter.device.DeviceStore;
import org.otpfilter.device.EpochSource;
import org.otpfilter.secret.SealingKeys;

/** The opened database: pool, schema, stores. Thread-safe. */
public final class Store implements AutoCloseable {
  private final Pool pool;
  private final Dialect dialect;
  private final DeviceStore devices;
  private final EventStore events;

  private Store(Pool pool, Dialect dialect, DeviceStore devices, EventStore events) {
    this.pool = pool;
    this.dialect = dialect;
    this.devices = devices;
    this.events = events;
  }

  /**
   * Opens the database, brings its schema up to date or checks it, and tries the keys on what is
   * stored.
   *
   * @param clock of this node, for waits; that of the database is used for epochs
   * @throws StoreStartException saying what to do, if any of it fails
   */
  public static Store open(StoreSettings settings, SealingKeys keys, Clock clock) {
    Pool pool = Pool.open(settings);
    Store store = null;
    try {
      Dialect dialect = dialect(pool, settings);
      Transactions transactions = new Transactions(pool.pooled(), dialect);
      new Schema(pool.pooled(), transactions, settings.where()).prepare(settings.migrate());
      transactions.run(
          sql -> {
            new StoredSecrets(keys, settings.where()).check(sql);
            return true;
          });
      var house =
          new JdbcUserLedger.House(new DeviceSecrets(keys), dialect, clock, settings.node());
      store =
          new Store(
              pool,
              dialect,
              new JdbcDeviceStore(transactions, house),
              new JdbcEventStore(transactions, settings.node()));
      return store;
    } finally {
      if (store == null) {
        pool.close();
      }
    }
  }

  private static Dialect dialect(Pool pool, StoreSettings settings) {
    return Dialect.ofProduct(pool.product())
        .orElseThrow(
            () ->
                new StoreStartException(
                    settings.where()
                        + " is a database of "
                        + pool.product()
                        + "; supported are H2, PostgreSQL, MariaDB and MySQL",
                    null));
  }

  /** Users and devices. */
  public DeviceStore devices() {
    return devices;
  }

  /** Events. */
  public EventStore events() {
    return events;
  }

  /** A look at epochs, on a connection of its own, opened at the first look. */
  public EpochSource epochs() {
    return new JdbcEpochSource(pool.direct(), dialect);
  }

  /** Closes what was opened here; a container's data source is the container's. */
  @Override
  public void close() {
    pool.close();
  }
}
