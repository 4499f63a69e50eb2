package org.example.containers;

import org.junit.jupiter.api.Tag;

@Tag("jetty")
final class Jetty121Ee11IT extends ContainerIT {
  Jetty121Ee11IT() {
    super(Model.JETTY_12_1_EE11);
  }
}
