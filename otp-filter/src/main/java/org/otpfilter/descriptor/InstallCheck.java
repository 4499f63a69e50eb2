package org.otpfilter.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the product is in the application, once, whole, and in the right flavour. */
final class InstallCheck {

  /** What the thin jar needs beside it: artifacts and their first major version that will do. */
  private static final Map<String, Integer> NEEDED =
      Map.of("HikariCP", 6, "flyway-core", 13, "caffeine", 3, "slf4j-api", 2);

  private final Case subject;
  private final WebApp app;
  private final List<Library> ours;
  private final List<Finding> findings = new ArrayList<>();

  private InstallCheck(Case subject) {
    this.subject = subject;
    this.app = subject.app();
    this.ours = app.libraries().stream().filter(l -> l.ours().isPresent()).toList();
  }

  static List<Finding> look(Case subject) {
    InstallCheck check = new InstallCheck(subject);
    check.declaration();
    if (!subject.running()) {
      check.jars();
      check.namespace();
    }
    return check.findings;
  }

  private void declaration() {
    List<String> declared =
        app.merged().filters().stream()
            .filter(f -> f.className().equals(WebApp.FILTER_CLASS))
            .map(FilterDef::name)
            .toList();
    if (declared.isEmpty() && !subject.running()) {
      findings.add(Finding.error(notInstalled()));
    } else if (declared.size() > 1) {
      findings.add(
          Finding.error(
              "the filter is declared "
                  + declared.size()
                  + " times, as "
                  + Case.quoted(declared)
                  + ": each would ask for a code; keep one"));
    }
    if (declared.size() == 1 && subject.ownMappings().isEmpty() && !subject.running()) {
      findings.add(
          Finding.error(
              "not installed: the filter "
                  + Case.quoted(declared)
                  + " is declared, but mapped to nothing; map it to /*"));
    }
  }

  private String notInstalled() {
    String what =
        ours.isEmpty()
            ? "not installed: neither the product's jar nor its filter is there; the command"
                + " 'retrofit' adds both"
            : "not installed: "
                + names(ours)
                + " is in WEB-INF, but no filter of the class "
                + WebApp.FILTER_CLASS
                + " is declared";
    return app.initializers().isEmpty()
        ? what
        : what + " (what code registers at start could not be seen)";
  }

  private void jars() {
    if (ours.size() > 1) {
      findings.add(
          Finding.error(
              "the product is there "
                  + ours.size()
                  + " times: "
                  + names(ours)
                  + "; keep the one that you mean"));
    }
    if (ours.isEmpty() && subject.filter().isPresent()) {
      findings.add(
          Finding.warning(
              "the product's jar is not in WEB-INF/lib: unless the container's own library folder"
                  + " has it, the application will not start"));
    }
    for (Library jar : ours) {
      jar.ours().ifPresent(product -> jar(jar, product));
    }
  }

  private void jar(Library jar, Library.Product product) {
    Flavour flavour = product.flavour();
    if (flavour != null && app.sure() && flavour != app.flavour()) {
      findings.add(
          Finding.error(
              jar.name()
                  + " is for "
                  + flavour.word()
                  + " applications, and this is one for "
                  + app.flavour().word()
                  + "; take "
                  + (app.flavour() == Flavour.JAVAX
                      ? "otp-filter-…-dropin-javax.jar"
                      : "otp-filter-…-dropin.jar")));
    }
    if (!product.dropin()) {
      NEEDED.keySet().stream().sorted().forEach(needed -> library(jar, needed));
    }
  }

  private void library(Library jar, String artifact) {
    Optional<String> version = version(artifact);
    int least = NEEDED.getOrDefault(artifact, 0);
    if (version.isEmpty()) {
      findings.add(
          Finding.warning(
              jar.name()
                  + " is the thin jar and needs "
                  + artifact
                  + ", which is not in WEB-INF/lib; the drop-in jar needs nothing"));
    } else if (major(version.get()) < least) {
      findings.add(
          Finding.error(
              jar.name()
                  + " is the thin jar and needs "
                  + artifact
                  + " "
                  + least
                  + " or later, but the application has "
                  + version.get()
                  + "; the drop-in jar stands beside any version"));
    }
  }

  private Optional<String> version(String artifact) {
    Pattern file = Pattern.compile(Pattern.quote(artifact) + "-(\\d.*)\\.jar");
    for (Library library : app.libraries()) {
      String inside = library.artifacts().get(artifact);
      Matcher outside = file.matcher(library.name());
      if (inside != null && !inside.isEmpty()) {
        return Optional.of(inside);
      }
      if (outside.matches()) {
        return Optional.of(outside.group(1));
      }
    }
    return Optional.empty();
  }

  private static int major(String version) {
    Matcher digits = Pattern.compile("(\\d{1,6}).*").matcher(version);
    return digits.matches() ? Integer.parseInt(digits.group(1)) : 0;
  }

  private void namespace() {
    Optional<Flavour> said = app.webXml().map(d -> d.header().flavour());
    if (said.isPresent() && said.get() != app.flavour()) {
      findings.add(
          said.get() == Flavour.JAKARTA
              ? Finding.warning(
                  "web.xml has the jakarta namespace, but the classes are written for javax: no"
                      + " container runs both")
              : Finding.info(
                  "the classes are written for jakarta under a web.xml of the javax time, which"
                      + " Tomcat 10 and Jetty 11 and later take"));
    }
    if (!app.sure()) {
      findings.add(Finding.info("nothing in it tells javax from jakarta"));
    }
  }

  private static String names(List<Library> jars) {
    return String.join(", ", jars.stream().map(Library::name).toList());
  }
}
