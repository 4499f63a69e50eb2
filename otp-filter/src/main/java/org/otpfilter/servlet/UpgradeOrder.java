package org.otpfilter.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.otpfilter.descriptor.Dispatch;
import org.otpfilter.descriptor.FilterMapping;

/**
 * Whether the container's WebSocket filter stands behind ours (R074). It sees what {@code web.xml}
 * and the registrations tell; an order that they do not tell counts as wrong.
 *
 * <p>Tomcat, Undertow and Jetty 9.4 put theirs behind the filters of {@code web.xml}. Jetty 10 and
 * later put it before all others, some when the first endpoint is added while the application runs,
 * unless {@code web.xml} declares a filter of that very name.
 */
final class UpgradeOrder {
  private static final Pattern JETTY_FILTER =
      Pattern.compile(
          "(org\\.eclipse\\.jetty\\.(?:ee\\d+\\.)?websocket)\\.servlet\\.WebSocketUpgradeFilter");
  private static final Pattern JETTY_CONTAINER =
      Pattern.compile(
          "(org\\.eclipse\\.jetty\\.(?:ee\\d+\\.)?websocket)\\..*"
              + "\\.J(?:etty|avax|akarta)WebSocketServerContainer");
  private static final Set<String> BEHIND =
      Set.of(
          "org.apache.tomcat.websocket.server.WsFilter",
          "io.undertow.websockets.jsr.JsrWebSocketFilter",
          "org.eclipse.jetty.websocket.server.WebSocketUpgradeFilter");

  private final ServletContext context;
  private final String filterName;
  private final List<FilterMapping> mappings;

  UpgradeOrder(ServletContext context, String filterName, List<FilterMapping> mappings) {
    this.context = context;
    this.filterName = filterName;
    this.mappings = mappings;
  }

  static boolean isUpgradeFilter(@Nullable FilterRegistration registration) {
    String type = registration == null ? null : registration.getClassName();
    return type != null && (BEHIND.contains(type) || JETTY_FILTER.matcher(type).matches());
  }

  /** Why the order is not right, with what to do; empty if it is. */
  Optional<String> problem() {
    int ours = ours();
    Optional<String> jetty = jettysFilter();
    if (jetty.isPresent()) {
      return standsBehind(jetty.get(), ours)
          ? Optional.empty()
          : Optional.of(linesToPaste(jetty.get()));
    }
    for (Map.Entry<String, ? extends FilterRegistration> entry :
        context.getFilterRegistrations().entrySet()) {
      String name = entry.getKey();
      boolean wrong =
          isUpgradeFilter(entry.getValue())
              && (ours < 0 || (first(name) >= 0 && first(name) < ours));
      if (wrong) {
        return Optional.of(ours < 0 ? unseen(name) : moveBehind(name));
      }
    }
    return Optional.empty();
  }

  /** The name that Jetty 10 and later look their filter up by, if this application has one. */
  private Optional<String> jettysFilter() {
    for (FilterRegistration registration : context.getFilterRegistrations().values()) {
      String type = registration.getClassName();
      if (type != null && JETTY_FILTER.matcher(type).matches()) {
        return Optional.of(type);
      }
    }
    for (String attribute : Collections.list(context.getAttributeNames())) {
      Object value = context.getAttribute(attribute);
      Matcher container = JETTY_CONTAINER.matcher(value == null ? "" : value.getClass().getName());
      if (container.matches()) {
        return Optional.of(container.group(1) + ".servlet.WebSocketUpgradeFilter");
      }
    }
    return Optional.empty();
  }

  private boolean standsBehind(String name, int ours) {
    return ours >= 0 && first(name) > ours;
  }

  /** Where the mapping that covers most stands; negative if web.xml does not say. */
  private int ours() {
    int place = -1;
    for (int i = mappings.size() - 1; i >= 0; i--) {
      FilterMapping mapping = mappings.get(i);
      if (isOurs(mapping) && mapping.patterns().contains("/*")) {
        place = i;
      }
    }
    return place >= 0 ? place : first(filterName);
  }

  private boolean isOurs(FilterMapping mapping) {
    return mapping.filter().equals(filterName) && mapping.dispatches().contains(Dispatch.REQUEST);
  }

  /** Mappings to servlet names come after all those to patterns (Servlet 6.2.4). */
  private int first(String name) {
    for (int i = 0; i < mappings.size(); i++) {
      FilterMapping mapping = mappings.get(i);
      if (mapping.filter().equals(name)
          && !mapping.patterns().isEmpty()
          && mapping.dispatches().contains(Dispatch.REQUEST)) {
        return i;
      }
    }
    return -1;
  }

  private String linesToPaste(String name) {
    return "Jetty answers WebSocket upgrades before \""
        + filterName
        + "\" could ask for a code; put these two lines into web.xml, right behind the"
        + " filter-mapping of \""
        + filterName
        + "\" (or, if that is not mapped there, see the setting websocket-filter):\n<filter><filter-name>"
        + name
        + "</filter-name><filter-class>"
        + name
        + "</filter-class><async-supported>true</async-supported></filter>\n"
        + "<filter-mapping><filter-name>"
        + name
        + "</filter-name><url-pattern>/*</url-pattern></filter-mapping>";
  }

  private String moveBehind(String name) {
    return "\""
        + name
        + "\" answers WebSocket upgrades before \""
        + filterName
        + "\" could ask for a code; move its filter-mapping in web.xml behind that of \""
        + filterName
        + "\"";
  }

  private String unseen(String name) {
    return "\""
        + filterName
        + "\" is not mapped in web.xml, so it cannot be seen whether \""
        + name
        + "\", which answers WebSocket upgrades, stands behind it; map it there, or, if you have"
        + " made sure that an upgrade without a code fails, set websocket-filter=behind";
  }
}
