package org.example.containers;

import org.junit.jupiter.api.Tag;

@Tag("jetty")
final class Jetty10IT extends ContainerIT {
  Jetty10IT() {
    super(Model.JETTY_10);
  }
}
