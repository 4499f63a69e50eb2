package org.otpfilter.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What could not be seen, and what the container does not look at. */
final class UnseenCheck {

  private static final Set<String> CONTAINER_FILES =
      Set.of(
          "META-INF/context.xml",
          "WEB-INF/jetty-web.xml",
          "WEB-INF/jetty-env.xml",
          "WEB-INF/jetty8-web.xml",
          "WEB-INF/jetty-ee8-web.xml",
          "WEB-INF/jetty-ee9-web.xml",
          "WEB-INF/jetty-ee10-web.xml",
          "WEB-INF/jetty-ee11-web.xml",
          "WEB-INF/web-jetty.xml",
          "WEB-INF/tomcat-web.xml",
          "WEB-INF/undertow-handlers.conf",
          "WEB-INF/rewrite.config");

  private UnseenCheck() {}

  static List<Finding> look(Case subject) {
    List<Finding> findings = new ArrayList<>(subject.app().notes());
    descriptor(subject.app(), findings);
    special(subject.app(), findings);
    BootLoader.warning(subject.app().files()).map(Finding::warning).ifPresent(findings::add);
    if (subject.running()) {
      unmapped(subject, findings);
    } else {
      code(subject.app(), findings);
      findings.add(
          Finding.info(
              "not seen: settings in the environment and in system properties, and what the"
                  + " container itself adds"));
    }
    return findings;
  }

  private static void descriptor(WebApp app, List<Finding> findings) {
    Descriptor.Header header = app.merged().header();
    if (app.webXml().isEmpty()) {
      findings.add(Finding.info("there is no web.xml"));
    } else if (header.version() == null) {
      findings.add(Finding.info("web.xml says no version"));
    }
    if (header.complete()) {
      findings.add(
          Finding.info(
              "metadata-complete: containers look at web.xml only, not at annotations and fragments"));
    } else if (header.major() == 2) {
      findings.add(
          Finding.info(
              "web.xml is older than 3.0: Tomcat looks at annotations and fragments all the same,"
                  + " Jetty may not"));
    }
    if (header.subset()) {
      findings.add(
          Finding.warning(
              "web.xml has declarations in its DOCTYPE: what they take from other files was not"
                  + " read, and 'retrofit' refuses it"));
    }
  }

  private static void special(WebApp app, List<Finding> findings) {
    List<String> special =
        CONTAINER_FILES.stream().filter(file -> app.files().contains(file)).sorted().toList();
    if (!special.isEmpty()) {
      findings.add(
          Finding.info("not judged: what " + String.join(", ", special) + " tells one container"));
    }
  }

  private static void code(WebApp app, List<Finding> findings) {
    Set<String> code = new TreeSet<>(app.initializers());
    app.libraries().stream().filter(Library::initializer).map(Library::name).forEach(code::add);
    if (!code.isEmpty()) {
      findings.add(
          Finding.info(
              "not seen: filters and servlets that code registers at start ("
                  + String.join(", ", code)
                  + "); the log at start names them"));
    }
  }

  private static void unmapped(Case subject, List<Finding> findings) {
    List<String> unmapped = subject.unmapped().stream().map(FilterDef::name).toList();
    if (!unmapped.isEmpty()) {
      findings.add(
          Finding.warning(
              "the filters "
                  + Case.quoted(unmapped)
                  + " are mapped by code and not in web.xml: whether they run before "
                  + subject.quotedName()
                  + " could not be seen"));
    }
  }
}
