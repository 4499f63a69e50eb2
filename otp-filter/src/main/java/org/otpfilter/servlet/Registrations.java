package org.otpfilter.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.otpfilter.descriptor.Descriptor;
import org.otpfilter.descriptor.FilterDef;
import org.otpfilter.descriptor.FilterMapping;
import org.otpfilter.descriptor.Registered;
import org.otpfilter.descriptor.ServletDef;
import org.otpfilter.descriptor.UnreadableAppException;
import org.otpfilter.descriptor.WebXml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a container what it knows of an application. What it refuses to tell is left out. */
final class Registrations {
  private static final Logger LOG = LoggerFactory.getLogger("org.otpfilter");
  private static final String FRAGMENT = "META-INF/web-fragment.xml";
  private static final String WHERE = "the container's registrations";
  private static final List<String> CONTAINERS =
      List.of("org.apache.catalina.", "org.apache.jasper.", "org.eclipse.jetty.", "io.undertow.");

  private final ServletContext context;
  private final List<FilterMapping> mapped;

  private Registrations(ServletContext context, List<FilterMapping> mapped) {
    this.context = context;
    this.mapped = mapped;
  }

  /**
   * Asks.
   *
   * @param mapped what web.xml maps
   * @param added what the product has mapped beyond that
   */
  static Registered of(
      ServletContext context, List<FilterMapping> mapped, List<FilterMapping> added) {
    Registrations asked = new Registrations(context, mapped);
    return new Registered(
        asked.fragments(),
        asked.filters(),
        asked.servlets(),
        added,
        asked.classes(),
        asked.sessions());
  }

  private List<FilterDef> filters() {
    List<FilterDef> filters = new ArrayList<>();
    context
        .getFilterRegistrations()
        .forEach(
            (name, registration) ->
                filters.add(
                    new FilterDef(
                        name,
                        text(registration.getClassName()),
                        true,
                        parameters(registration),
                        WHERE)));
    return filters;
  }

  private static Map<String, String> parameters(FilterRegistration registration) {
    Map<String, String> parameters = registration.getInitParameters();
    return parameters == null ? Map.of() : parameters;
  }

  private List<ServletDef> servlets() {
    List<ServletDef> servlets = new ArrayList<>();
    for (Map.Entry<String, ? extends ServletRegistration> entry :
        context.getServletRegistrations().entrySet()) {
      String type = text(entry.getValue().getClassName());
      if (CONTAINERS.stream().noneMatch(type::startsWith)) {
        List<String> patterns = List.copyOf(new TreeSet<>(entry.getValue().getMappings()));
        servlets.add(new ServletDef(entry.getKey(), type, patterns, false, WHERE));
      }
    }
    return servlets;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Class files of filters that web.xml does not map. */
  private List<byte[]> classes() {
    List<byte[]> classes = new ArrayList<>();
    ClassLoader loader = context.getClassLoader();
    context
        .getFilterRegistrations()
        .forEach(
            (name, registration) -> {
              if (mapped.stream().noneMatch(m -> m.filter().equals(name))) {
                URL url =
                    loader.getResource(
                        text(registration.getClassName()).replace('.', '/') + ".class");
                content(url).ifPresent(classes::add);
              }
            });
    return classes;
  }

  private List<Descriptor> fragments() {
    List<Descriptor> fragments = new ArrayList<>();
    try {
      for (URL url : Collections.list(context.getClassLoader().getResources(FRAGMENT))) {
        Optional<byte[]> content = content(url);
        content.flatMap(bytes -> fragment(url, bytes)).ifPresent(fragments::add);
      }
    } catch (IOException e) {
      return List.of();
    }
    return fragments;
  }

  /** One that cannot be read is no reason to say nothing of the others. */
  private static Optional<Descriptor> fragment(URL url, byte[] content) {
    try {
      return Optional.of(WebXml.read(new ByteArrayInputStream(content), url.toString()));
    } catch (UnreadableAppException e) {
      LOG.warn("{} could not be read and is not looked at: {}", url, e.getMessage());
      return Optional.empty();
    }
  }

  /** Reads past the JVM's cache of jars, which would keep the file open after an undeploy. */
  private static Optional<byte[]> content(@Nullable URL url) {
    if (url == null) {
      return Optional.empty();
    }
    try {
      URLConnection connection = url.openConnection();
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        return Optional.of(in.readAllBytes());
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Descriptor.Sessions> sessions() {
    Set<SessionTrackingMode> modes = context.getEffectiveSessionTrackingModes();
    SessionCookieConfig cookie = context.getSessionCookieConfig();
    if (modes == null || cookie == null) {
      return Optional.empty();
    }
    Set<String> names = new TreeSet<>();
    modes.forEach(mode -> names.add(mode.name()));
    // false may only mean that the container decides
    return Optional.of(
        new Descriptor.Sessions(
            names, cookie.isHttpOnly() ? true : null, cookie.isSecure() ? true : null));
  }
}
