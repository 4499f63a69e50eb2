package org.otpfilter.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,                              192.0.2.1",
    "0.0.0.0,                                0.0.0.0",
    "255.255.255.255,                        255.255.255.255",
    "::,                                     ::",
    "::1,                                    ::1",
    "1::,                                    1::",
    "2001:DB8::0:1,                          2001:db8::1",
    "2001:db8:0:0:1:0:0:1,                   2001:db8::1:0:0:1",
    "2001:db8:1:2:3:4:5:6,                   2001:db8:1:2:3:4:5:6",
    "2001:db8:0:2:3:4:5:6,                   2001:db8:0:2:3:4:5:6",
    "1:2:3:4:5:6:7::,                        1:2:3:4:5:6:7:0",
    "fe80::1%eth0,                           fe80::1",
    "::ffff:192.0.2.1,                       192.0.2.1",
    "::ffff:c000:201,                        192.0.2.1",
    "0000:0000:0000:0000:0000:ffff:192.168.100.228, 192.168.100.228",
    "64:ff9b::192.0.2.1,                     64:ff9b::c000:201",
  })
  void parseWhenAnAddressThenItsShortForm(String text, String shortForm) {
    assertThat(IpAddress.parse(text)).map(IpAddress::toString).contains(shortForm);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "example.org",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.-4",
        "+1.2.3.4",
        "0x7f.0.0.1",
        "2130706433",
        "1.2.3.4 ",
        "1.2.3.4%eth0",
        "1.2..4",
        "\u0661.2.3.4",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        ":1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:",
        "12345::",
        "g::",
        "::1.2.3",
        "1.2.3.4::",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1.2.3.4:5",
        "[::1]",
        "unknown"
      })
  void parseWhenNotAnAddressThenNothing(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }
}
