package org.example.containers;

import org.junit.jupiter.api.Tag;

@Tag("jetty")
final class Jetty11IT extends ContainerIT {
  Jetty11IT() {
    super(Model.JETTY_11);
  }
}
