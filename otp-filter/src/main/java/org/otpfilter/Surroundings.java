package org.otpfilter;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.otpfilter.config.RawSettings;
import org.otpfilter.config.Settings;

/** What the application and its container bring along, beside the filter's parameters. */
final class Surroundings {

  private Surroundings() {}

  /** The settings from all places where they may stand. */
  static Settings settings(FilterConfig config) {
    RawSettings raw =
        new RawSettings(
            parameters(config),
            file(config.getServletContext()),
            System.getenv(),
            System.getProperties());
    return Settings.read(raw, containerBase());
  }

  private static Map<String, String> parameters(FilterConfig config) {
    Map<String, String> parameters = new HashMap<>();
    for (String name : Collections.list(config.getInitParameterNames())) {
      parameters.put(name, config.getInitParameter(name));
    }
    return parameters;
  }

  private static @Nullable Properties file(ServletContext context) {
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

  private static Path containerBase() {
    for (String property : new String[] {"catalina.base", "jetty.base"}) {
      String base = System.getProperty(property);
      if (base != null && !base.isBlank()) {
        return Path.of(base);
      }
    }
    return Path.of("").toAbsolutePath();
  }

  /** The application's name for people. */
  static String displayName(ServletContext context) {
    String name = context.getServletContextName();
    if (name != null && !name.isBlank()) {
      return name;
    }
    String path = context.getContextPath().replace("/", " ").strip();
    return path.isEmpty() ? hostName() : path;
  }

  /** A folder per context, so that two applications of one container never share a database. */
  static String folderName(ServletContext context) {
    String name = context.getContextPath().replaceFirst("^/", "").replace('/', '#');
    return name.isEmpty() ? "ROOT" : name;
  }

  /** The application's own listeners. */
  static List<OtpListener> listeners(ServletContext context) {
    List<OtpListener> listeners = new ArrayList<>();
    try {
      ServiceLoader.load(OtpListener.class, context.getClassLoader()).forEach(listeners::add);
    } catch (ServiceConfigurationError e) {
      throw new StartRefusedException(
          "a listener that META-INF/services names cannot be used: " + e.getMessage());
    }
    return listeners;
  }

  /** The version of this jar. */
  static String version() {
    String version = OtpFilter.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
