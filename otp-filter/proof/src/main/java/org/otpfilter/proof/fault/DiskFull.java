package org.otpfilter.proof.fault;

import java.io.IOException;

/**
 * The server's disk is full. What is written meanwhile fails, and the server may give up: then the
 * operator starts it again, once there is room.
 */
final class DiskFull implements Fault {
  private final Scene scene;
  private final SmallDisk disk;

  DiskFull(Scene scene, SmallDisk disk) {
    this.scene = scene;
    this.disk = disk;
  }

  @Override
  public void begin() throws IOException {
    disk.fill();
  }

  @Override
  public boolean hasStruck() throws IOException {
    disk.fill(); // what the server has given back meanwhile
    return ServerFaults.isNoticed(scene);
  }

  @Override
  public void end() throws IOException, InterruptedException {
    disk.free();
    if (!scene.server().answers()) {
      scene.server().kill();
      scene.server().restart();
    }
  }
}
