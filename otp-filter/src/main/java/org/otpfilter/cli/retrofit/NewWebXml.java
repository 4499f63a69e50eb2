package org.otpfilter.cli.retrofit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.otpfilter.descriptor.Flavour;

/**
 * The {@code web.xml} of an application that has none. Its version is the lowest that the product
 * runs on, and it leaves annotations and fragments in force.
 */
final class NewWebXml {

  private NewWebXml() {}

  static byte[] of(Flavour flavour) {
    String text =
        flavour == Flavour.JAVAX
            ? document("http://xmlns.jcp.org/xml/ns/javaee", "3.1")
            : document("https://jakarta.ee/xml/ns/jakartaee", "5.0");
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String document(String namespace, String version) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-app xmlns="%s" version="%s">
        </web-app>
        """
        .formatted(namespace, version);
  }

  /** Whether a file is one of these and nothing more. */
  static boolean isOne(byte[] bytes) {
    return Arrays.stream(Flavour.values()).anyMatch(g -> Arrays.equals(of(g), bytes));
  }
}
