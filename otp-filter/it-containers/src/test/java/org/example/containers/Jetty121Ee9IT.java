package org.example.containers;

import org.junit.jupiter.api.Tag;

@Tag("jetty")
final class Jetty121Ee9IT extends ContainerIT {
  Jetty121Ee9IT() {
    super(Model.JETTY_12_1_EE9);
  }
}
