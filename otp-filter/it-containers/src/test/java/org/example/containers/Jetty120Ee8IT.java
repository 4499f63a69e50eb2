package org.example.containers;

import org.junit.jupiter.api.Tag;

@Tag("jetty")
final class Jetty120Ee8IT extends ContainerIT {
  Jetty120Ee8IT() {
    super(Model.JETTY_12_0_EE8);
  }
}
