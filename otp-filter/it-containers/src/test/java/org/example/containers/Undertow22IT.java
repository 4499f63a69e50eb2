package org.example.containers;

import org.junit.jupiter.api.Tag;

@Tag("undertow")
final class Undertow22IT extends ContainerIT {
  Undertow22IT() {
    super(Model.UNDERTOW_2_2);
  }
}
