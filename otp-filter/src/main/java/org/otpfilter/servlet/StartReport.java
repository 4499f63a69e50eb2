package org.otpfilter.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.otpfilter.descriptor.AppReader;
import org.otpfilter.descriptor.Diagnosis;
import org.otpfilter.descriptor.Dispatch;
import org.otpfilter.descriptor.FilterMapping;
import org.otpfilter.descriptor.Finding;
import org.otpfilter.descriptor.UnreadableAppException;
import org.otpfilter.descriptor.WebApp;
import org.otpfilter.descriptor.WebXml;
import org.otpfilter.policy.Policy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code doctor} says, said of the application that is starting: what can be reached without
 * the filter, and which rules are not what they seem (R074, R075). Stops nothing.
 */
public final class StartReport {
  private static final Logger LOG = LoggerFactory.getLogger("org.otpfilter");
  private static final String WEB_XML = "/" + WebApp.WEB_XML;

  private StartReport() {}

  /**
   * Writes the findings to the log, and returns them, a line each. Before that it lets {@link
   * OldDescriptor} add what it can.
   *
   * @param filterName null if whoever made the configuration gave none
   * @param userSource the setting {@code user}
   */
  public static List<String> logged(
      ServletContext context,
      @Nullable String filterName,
      Policy policy,
      String userSource,
      String basePath) {
    Set<DispatcherType> added = OldDescriptor.complete(context, filterName);
    if (!added.isEmpty()) {
      LOG.info("web.xml is too old to name the dispatcher types {}; they are added", added);
    }
    String name = filterName == null ? "" : filterName;
    List<Finding> findings = findings(context, name, policy, userSource, basePath, added);
    for (Finding finding : findings) {
      switch (finding.level()) {
        case ERROR -> LOG.error("{}", finding.text());
        case WARNING -> LOG.warn("{}", finding.text());
        case INFO -> LOG.info("{}", finding.text());
      }
    }
    return findings.stream().map(Finding::toString).toList();
  }

  /** The findings, the worst first. */
  static List<Finding> findings(
      ServletContext context,
      String filterName,
      Policy policy,
      String userSource,
      String basePath,
      Set<DispatcherType> added) {
    try (ContextFiles files = new ContextFiles(context)) {
      WebApp app =
          AppReader.readStarting(
              files,
              "this application",
              Registrations.of(context, mappings(context), mappings(filterName, added)));
      List<Finding> findings = Diagnosis.ofStarting(app, filterName, policy, userSource, basePath);
      FilterRegistration own = context.getFilterRegistrations().get(filterName);
      boolean everything = own == null || own.getUrlPatternMappings().contains("/*");
      boolean seen = app.merged().mappings().stream().anyMatch(m -> m.filter().equals(filterName));
      return everything || seen ? findings : withPatterns(findings, filterName);
    } catch (UnreadableAppException e) {
      return List.of(
          new Finding(Finding.Level.WARNING, WEB_XML + " could not be read: " + e.getMessage()));
    } catch (RuntimeException e) {
      // a container that does not answer as it should is no reason to stop the application
      return List.of(
          new Finding(Finding.Level.WARNING, "the application could not be looked at: " + e));
    }
  }

  private static List<Finding> withPatterns(List<Finding> findings, String filterName) {
    Finding first =
        new Finding(
            Finding.Level.ERROR,
            "\"" + filterName + "\" is not mapped to /*: other paths are not protected");
    return Stream.concat(Stream.of(first), findings.stream()).toList();
  }

  private static List<FilterMapping> mappings(String filterName, Set<DispatcherType> added) {
    Set<Dispatch> ways =
        added.stream().map(type -> Dispatch.valueOf(type.name())).collect(Collectors.toSet());
    return ways.isEmpty()
        ? List.of()
        : List.of(new FilterMapping(filterName, List.of("/*"), List.of(), ways));
  }

  /** The mappings of web.xml; none if it cannot be read. */
  static List<FilterMapping> mappings(ServletContext context) {
    try (InputStream in = context.getResourceAsStream(WEB_XML)) {
      return in == null ? List.of() : WebXml.read(in, WEB_XML).mappings();
    } catch (IOException | UnreadableAppException e) {
      return List.of();
    }
  }
}
