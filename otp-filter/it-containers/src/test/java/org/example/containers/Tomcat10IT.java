package org.example.containers;

import org.junit.jupiter.api.Tag;

@Tag("tomcat")
final class Tomcat10IT extends ContainerIT {
  Tomcat10IT() {
    super(Model.TOMCAT_10);
  }
}
