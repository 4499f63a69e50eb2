package org.example.containers;

import org.junit.jupiter.api.Tag;

@Tag("undertow")
final class Undertow23IT extends ContainerIT {
  Undertow23IT() {
    super(Model.UNDERTOW_2_3);
  }
}
