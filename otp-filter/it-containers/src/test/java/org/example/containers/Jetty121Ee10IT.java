package org.example.containers;

import org.junit.jupiter.api.Tag;

@Tag("jetty")
final class Jetty121Ee10IT extends ContainerIT {
  Jetty121Ee10IT() {
    super(Model.JETTY_12_1_EE10);
  }
}
