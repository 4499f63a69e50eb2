package org.otpfilter.descriptor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.otpfilter.policy.Policy;

/**
 * What to think of an installation: everything that is outside of the filter, before it, or not
 * what its rules seem to say (R074, R075). It changes nothing and stops nothing.
 */
public final class Diagnosis {

  private Diagnosis() {}

  /** Judges an application from its files, with the settings that they hold. */
  public static List<Finding> of(WebApp app) {
    SettingsCheck settings = SettingsCheck.of(app);
    Case subject =
        new Case(
            app,
            app.filter(),
            settings.policy(),
            settings.text("user", "remote-user"),
            settings.text("base-path", "/otp"),
            KnownFilters.load(),
            false);
    List<Finding> findings = new ArrayList<>(InstallCheck.look(subject));
    findings.addAll(settings.findings());
    if (subject.filter().isPresent()) {
      findings.addAll(MappingCheck.look(subject));
      findings.addAll(RuleCheck.look(subject));
    }
    findings.addAll(SocketCheck.look(subject));
    findings.addAll(PageCheck.look(subject));
    findings.addAll(SessionCheck.look(subject));
    findings.addAll(UnseenCheck.look(subject));
    return sorted(findings);
  }

  /**
   * Judges an application that is starting.
   *
   * @param filterName the name of the product's filter there
   * @param policy the rules that hold
   * @param userSource the setting {@code user}
   * @param basePath the setting {@code base-path}
   */
  public static List<Finding> ofStarting(
      WebApp app, String filterName, Policy policy, String userSource, String basePath) {
    Case subject =
        new Case(
            app,
            app.merged().filters().stream().filter(f -> f.name().equals(filterName)).findFirst(),
            policy,
            userSource,
            basePath,
            KnownFilters.load(),
            true);
    List<Finding> findings = new ArrayList<>(InstallCheck.look(subject));
    findings.addAll(MappingCheck.look(subject));
    findings.addAll(RuleCheck.look(subject));
    findings.addAll(PageCheck.look(subject));
    findings.addAll(SessionCheck.look(subject));
    findings.addAll(UnseenCheck.look(subject));
    return sorted(findings);
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream().distinct().sorted(Comparator.comparing(Finding::level)).toList();
  }
}
