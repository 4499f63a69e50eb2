package org.otpfilter.proof.fault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.otpfilter.proof.SeededUser;

/** Other programs at the same rows. */
final class LockFaults {
  private static final long POOL = 10;

  private LockFaults() {}

  /** Somebody holds the table of users until all the pool's connections wait for it. */
  static final class TableHeld implements Fault {
    private final Scene scene;
    private final DatabaseServer server;
    private @Nullable Connection holder;
    private long most;

    TableHeld(Scene scene) {
      this.scene = scene;
      this.server = scene.server();
    }

    @Override
    public void begin() throws SQLException {
      Connection connection = server.administrator();
      holder = connection;
      try (Statement statement = connection.createStatement()) {
        for (String sql : server.lockUsers()) {
          statement.execute(sql);
        }
      }
    }

    @Override
    public boolean hasStruck() throws SQLException {
      most = Math.max(most, server.number(server.waiting()));
      // the watch over epochs waits as well, on a connection of its own
      return most > POOL && ServerFaults.isNoticed(scene, 1);
    }

    @Override
    public void end() throws SQLException {
      Connection connection = holder;
      holder = null;
      if (connection != null) {
        connection.close();
      }
    }

    @Override
    public void close() {
      try {
        end();
      } catch (SQLException e) {
        // the server has ended it already
      }
    }
  }

  /** Somebody changes the rows of those who are at the challenge, in the other order. */
  static final class Opponents implements Fault {
    private static final int COUNT = 4;
    private static final long ENOUGH = COUNT + 3;
    private static final String DEVICE = "UPDATE otp_device SET name = name WHERE user_key = ?";
    private static final String USER = "UPDATE otp_user SET name = name WHERE user_key = ?";

    private final Scene scene;
    private final boolean serializable;
    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    private final List<Future<?>> working = new ArrayList<>();
    private final LongAdder own = new LongAdder();
    private volatile boolean goesOn;
    private long before;

    /**
     * Opponents.
     *
     * @param serializable whether they and the product have serializable transactions
     */
    Opponents(Scene scene, boolean serializable) {
      this.scene = scene;
      this.serializable = serializable;
    }

    @Override
    public void begin() throws Exception {
      before = scene.server().conflicts();
      if (serializable) {
        scene.server().run(scene.server().serializable(true));
      }
      goesOn = true;
      for (int i = 0; i < COUNT; i++) {
        int first = i;
        working.add(threads.submit(() -> disturb(first)));
      }
    }

    private boolean disturb(int first) throws SQLException {
      try (Connection connection = scene.server().app()) {
        connection.setAutoCommit(false);
        for (int i = first; goesOn; i++) {
          SeededUser user = scene.crowd().present(i);
          if (user != null) {
            disturb(connection, user);
          }
        }
        return true;
      }
    }

    private void disturb(Connection connection, SeededUser user) throws SQLException {
      try {
        update(connection, DEVICE, user);
        update(connection, USER, user);
        connection.commit();
      } catch (SQLException e) {
        own.increment(); // this time it was the victim
        connection.rollback();
      }
    }

    private static void update(Connection connection, String sql, SeededUser user)
        throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, user.key());
        statement.executeUpdate();
      }
    }

    @Override
    public boolean hasStruck() throws Exception {
      for (Future<?> one : working) {
        if (one.isDone()) {
          one.get(); // fails as it has failed
        }
      }
      return conflicts() >= ENOUGH;
    }

    private long conflicts() throws Exception {
      return scene.server().conflicts() - before - own.sum();
    }

    @Override
    public void end() throws Exception {
      goesOn = false;
      for (Future<?> one : working) {
        one.get();
      }
      if (serializable) {
        scene.server().run(scene.server().serializable(false));
      }
    }

    @Override
    public void close() {
      goesOn = false;
      threads.shutdown();
    }
  }
}
