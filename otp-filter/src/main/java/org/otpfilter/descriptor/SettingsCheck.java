package org.otpfilter.descriptor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.otpfilter.config.RawSettings;
import org.otpfilter.config.Settings;
import org.otpfilter.config.SettingsException;
import org.otpfilter.config.SettingsProblem;
import org.otpfilter.policy.Policy;

/**
 * The settings in the filter's init-params and in {@code otp.properties}, without those of the
 * environment: checked, with what of them is needed to judge the rest.
 */
final class SettingsCheck {

  /** What lies on the machine of the application, and need not lie on this one. */
  private static final Set<String> LOCAL = Set.of("secret-key-file", "theme-dir", "data-dir");

  private final Map<String, String> parameters;
  private final Optional<Properties> file;
  private final List<Finding> findings = new ArrayList<>();
  private Policy policy;

  private SettingsCheck(WebApp app) {
    parameters = app.filter().map(FilterDef::parameters).orElse(Map.of());
    file = Optional.ofNullable(app.ownSettings());
    List<String> problems = new ArrayList<>();
    policy = Policy.parse(text("rules", "/* verified"), problems::add, warning -> {});
    if (!problems.isEmpty()) {
      policy = Policy.parse("/* verified", problems::add, warning -> {});
    }
  }

  /** Checks them. */
  static SettingsCheck of(WebApp app) {
    SettingsCheck check = new SettingsCheck(app);
    if (app.filter().isPresent()) {
      check.read();
    }
    return check;
  }

  private void read() {
    RawSettings raw = new RawSettings(parameters, file.orElse(null), Map.of(), new Properties());
    try {
      Settings.read(raw, Path.of("").toAbsolutePath())
          .warnings()
          .forEach(warning -> findings.add(Finding.warning("settings: " + warning)));
    } catch (SettingsException e) {
      e.problems().forEach(problem -> findings.add(finding(problem)));
    }
  }

  private Finding finding(SettingsProblem problem) {
    if (LOCAL.contains(problem.key())) {
      return Finding.warning("settings, as seen from this machine: " + problem.text());
    }
    boolean missingKey = problem.key().equals("secret-key") && text("secret-key", "").isEmpty();
    return missingKey
        ? Finding.warning("settings, unless the environment has it: " + problem.text())
        : Finding.error("settings: " + problem.text());
  }

  /** The text of a setting, as it is given or by default. */
  String text(String key, String otherwise) {
    String given = parameters.getOrDefault(key, otherwise);
    return file.map(f -> f.getProperty(key, given)).orElse(given).strip();
  }

  Policy policy() {
    return policy;
  }

  List<Finding> findings() {
    return findings;
  }
}
