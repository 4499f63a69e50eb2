package org.otpfilter;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the application and its container bring along, beside the filter's parameters. */
final class Surroundings {

  private Surroundings() {}

  static @Nullable Properties file(ServletContext context) {
    try (InputStream in = context.getResourceAsStream("/WEB-INF/otp.properties")) {
      if (in == null) {
        return null;
      }
      Properties properties = new Properties();
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("/WEB-INF/otp.properties cannot be read", e);
    }
  }

  static Path containerBase() {
    for (String property : new String[] {"catalina.base", "jetty.base"}) {
      String base = System.getProperty(property);
      if (base != null && !base.isBlank()) {
        return Path.of(base);
      }
    }
    return Path.of("").toAbsolutePath();
  }

  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
