package org.example.containers;

import org.junit.jupiter.api.Tag;

@Tag("jetty")
final class Jetty120Ee9IT extends ContainerIT {
  Jetty120Ee9IT() {
    super(Model.JETTY_12_0_EE9);
  }
}
