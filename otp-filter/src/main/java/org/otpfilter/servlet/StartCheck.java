package org.otpfilter.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must not stand when the application starts: a filter that is mapped nowhere, and a way round
 * it for WebSockets. What is only doubtful is left to {@link StartReport}.
 */
public final class StartCheck {
  private StartCheck() {}

  /**
   * Why the application must not start, with what to do; empty if it may.
   *
   * @param filterName null if whoever made the configuration gave none
   * @param upgradesBehind whether the operator answers for the order of the WebSocket filter
   */
  public static Optional<String> refusal(
      ServletContext context, @Nullable String filterName, boolean upgradesBehind) {
    String name = filterName == null ? "" : filterName;
    FilterRegistration own = context.getFilterRegistrations().get(name);
    if (own != null
        && own.getUrlPatternMappings().isEmpty()
        && own.getServletNameMappings().isEmpty()) {
      return Optional.of(
          "\""
              + name
              + "\" is declared, but mapped to nothing, so it would protect nothing; put this line"
              + " into web.xml:\n<filter-mapping><filter-name>"
              + name
              + "</filter-name><url-pattern>/*</url-pattern><dispatcher>REQUEST</dispatcher>"
              + "<dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher>"
              + "<dispatcher>ASYNC</dispatcher><dispatcher>ERROR</dispatcher></filter-mapping>");
    }
    if (upgradesBehind) {
      return Optional.empty();
    }
    return new UpgradeOrder(context, name, StartReport.mappings(context)).problem();
  }
}
