package org.example.containers;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The corpus on containers that are set to take what they refuse by default: Jetty's {@code LEGACY}
 * and {@code UNSAFE} compliance and HTTP/2 in the clear, Tomcat with encoded slashes and
 * backslashes.
 */
@Tag("attack")
final class LenientContainerIT {

  @ParameterizedTest
  @Tag("jetty")
  @CsvSource({
    "JETTY_9, jetty.http.compliance=LEGACY",
    "JETTY_10, jetty.httpConfig.uriCompliance=LEGACY",
    "JETTY_11, jetty.httpConfig.uriCompliance=UNSAFE",
    "JETTY_12_0_EE8, jetty.httpConfig.uriCompliance=LEGACY",
    "JETTY_12_0_EE10, jetty.httpConfig.uriCompliance=UNSAFE",
    "JETTY_12_1_EE10, jetty.httpConfig.uriCompliance=LEGACY",
    "JETTY_12_1_EE11, jetty.httpConfig.uriCompliance=UNSAFE"
  })
  void jettyWhenCompliantWithThePastThenServesNothingProtected(Model model, String lines)
      throws Exception {
    siege(model, lines + "\n--module=http2c");
  }

  @ParameterizedTest
  @Tag("tomcat")
  @CsvSource({
    "TOMCAT_9, encodedSolidusHandling='decode'",
    "TOMCAT_10, encodedSolidusHandling='decode'",
    "TOMCAT_11, encodedSolidusHandling='passthrough'"
  })
  void tomcatWhenLenientThenServesNothingProtected(Model model, String slashes) throws Exception {
    siege(
        model,
        slashes
            + " allowBackslash='true' rejectIllegalHeader='false'"
            + " relaxedPathChars='&quot;&lt;&gt;[\\]^`{|}' relaxedQueryChars='&quot;&lt;&gt;[\\]^`{|}'");
  }

  private static void siege(Model model, String lenience) throws Exception {
    List<War> wars = List.of(AttackedSite.defended(), AttackedSite.undefended());
    try (Container container = Container.startLenient(model, wars, lenience)) {
      AttackedSite.assertDefended(container);
    }
  }
}
