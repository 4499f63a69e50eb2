package org.example.containers;

import org.junit.jupiter.api.Tag;

@Tag("tomcat")
final class Tomcat11IT extends ContainerIT {
  Tomcat11IT() {
    super(Model.TOMCAT_11);
  }
}
