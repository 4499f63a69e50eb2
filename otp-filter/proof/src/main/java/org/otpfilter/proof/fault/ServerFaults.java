package org.otpfilter.proof.fault;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** What an operator, or the operating system, does to a server. */
final class ServerFaults {
  private static final int NOTICED = 20;

  private ServerFaults() {}

  /** Killed with {@code -9}, and started again by the operator. */
  static final class Killed implements Fault {
    private final Scene scene;

    Killed(Scene scene) {
      this.scene = scene;
    }

    @Override
    public void begin() throws IOException, InterruptedException {
      scene.server().kill();
    }

    @Override
    public boolean hasStruck() {
      return isNoticed(scene);
    }

    @Override
    public void end() throws IOException, InterruptedException {
      scene.server().restart();
    }
  }

  /** A state that the administrator's statements make and end. */
  static final class Said implements Fault {
    private final Scene scene;
    private final List<String> on;
    private final List<String> off;

    Said(Scene scene, List<String> on, List<String> off) {
      this.scene = scene;
      this.on = on;
      this.off = off;
    }

    @Override
    public void begin() throws SQLException {
      scene.server().run(on);
    }

    @Override
    public boolean hasStruck() {
      return isNoticed(scene);
    }

    @Override
    public void end() throws SQLException {
      scene.server().run(off);
    }
  }

  /** Takes no writes. */
  static Fault readOnly(Scene scene) {
    DatabaseServer server = scene.server();
    return new Said(scene, server.readOnly(true), server.readOnly(false));
  }

  /** Lets the product's account in no more. */
  static Fault lockedOut(Scene scene) {
    DatabaseServer server = scene.server();
    return new Said(scene, server.lockedOut(true), server.lockedOut(false));
  }

  static boolean isNoticed(Scene scene) {
    return isNoticed(scene, NOTICED);
  }

  /** Whether so many answers were 503. */
  static boolean isNoticed(Scene scene, int times) {
    return scene.crowd().journal().refusals() >= times;
  }
}
