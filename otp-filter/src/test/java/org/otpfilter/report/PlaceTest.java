package org.otpfilter.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {

  @ParameterizedTest
  @CsvSource({
    "/,                                               /",
    "'',                                              /",
    "/home.do,                                        /home.do",
    "/app/list.do,                                    /app/list.do",
    "/app/user/list.do,                               /app/user/*",
    "/app/user/,                                      /app/user/*",
    "/orders/4711,                                    /orders/*",
    "/orders/4711/lines,                              /orders/*/*",
    "/files/3f2504e0-4f89-11d3-9a0c-0305e82c3301.pdf, /files/*",
    "//x,                                             //x",
    "odd,                                             /odd"
  })
  void pathWhenGroupedThenTellsFoldersApartAndNoEntries(String path, String group) {
    assertThat(Place.of("", "/* verified", path).path()).isEqualTo(group);
  }

  @Test
  void pathWhenItCouldForgeALineThenIsReplaced() {
    assertThat(Place.of("", "r", "/a\r\nb\u202Ec\uD800").path())
        .isEqualTo("/a\uFFFD\uFFFDb\uFFFDc\uFFFD");
  }
}
