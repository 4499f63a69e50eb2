package org.example.containers;

import org.junit.jupiter.api.Tag;

@Tag("jetty")
final class Jetty9IT extends ContainerIT {
  Jetty9IT() {
    super(Model.JETTY_9);
  }
}
