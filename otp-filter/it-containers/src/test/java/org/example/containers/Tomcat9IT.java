package org.example.containers;

import org.junit.jupiter.api.Tag;

@Tag("tomcat")
final class Tomcat9IT extends ContainerIT {
  Tomcat9IT() {
    super(Model.TOMCAT_9);
  }
}
