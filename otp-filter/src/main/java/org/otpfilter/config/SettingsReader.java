package org.otpfilter.config;

import static org.otpfilter.config.SettingKey.ALGORITHM;
import static org.otpfilter.config.SettingKey.ATTEMPTS;
import static org.otpfilter.config.SettingKey.CODE_HEADER;
import static org.otpfilter.config.SettingKey.DEVICES_PER_USER;
import static org.otpfilter.config.SettingKey.DIGITS;
import static org.otpfilter.config.SettingKey.ENROLMENT;
import static org.otpfilter.config.SettingKey.ISSUER;
import static org.otpfilter.config.SettingKey.LOCK_AFTER;
import static org.otpfilter.config.SettingKey.MODE;
import static org.otpfilter.config.SettingKey.PENDING_FOR;
import static org.otpfilter.config.SettingKey.PERIOD;
import static org.otpfilter.config.SettingKey.RULES;
import static org.otpfilter.config.SettingKey.SESSION_ID;
import static org.otpfilter.config.SettingKey.VERIFIED_FOR;
import static org.otpfilter.config.SettingKey.WINDOW;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otpfilter.policy.Policy;

/** Puts the settings together, group by group, and refuses all that is wrong at once. */
final class SettingsReader {

  private static final Duration LONGEST_RECOMMENDED_MARK = Duration.ofHours(24);
  private static final int LONGEST_ISSUER = 64;

  private final Values values;

  SettingsReader(Values values) {
    this.values = values;
  }

  Settings read() {
    Policy policy =
        Policy.parse(
            values.text(RULES).orElse(""),
            problem -> values.plainProblem(RULES, problem),
            warning -> values.warning(RULES, warning));
    WebReader web = new WebReader(values);
    Settings.Web addresses = web.read();
    StoreReader store = new StoreReader(values);
    Settings.Database database = store.database();
    Settings settings =
        new Settings(
            policy,
            reporting(),
            new UsersReader(values).read(policy, addresses.trustedProxies()),
            database,
            store.keys(database),
            codes(),
            enrolment(),
            sessions(),
            limits(),
            addresses,
            values.warnings(),
            describe());
    refuse();
    return settings;
  }

  private void refuse() {
    List<String> order = Arrays.stream(SettingKey.values()).map(SettingKey::key).toList();
    List<SettingsProblem> problems =
        values.problems().stream()
            .sorted(Comparator.comparingInt(problem -> order.indexOf(problem.key())))
            .toList();
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private boolean reporting() {
    boolean reporting = values.choice(MODE, "enforce", "report").equals("report");
    if (reporting) {
      values.warning(
          MODE, "with 'report' everything passes: who would have been stopped is only recorded");
    }
    return reporting;
  }

  private Settings.Codes codes() {
    return new Settings.Codes(
        values.integer(DIGITS, 6, 8),
        values.duration(PERIOD, Duration.ofSeconds(30), Duration.ofSeconds(120)),
        values.choice(ALGORITHM, "SHA1", "SHA256", "SHA512"),
        values.integer(WINDOW, 0, 1),
        codeHeader());
  }

  private @Nullable String codeHeader() {
    String header = values.text(CODE_HEADER).orElse(null);
    if (header != null) {
      HeaderNames.refusal(header).ifPresent(reason -> values.problem(CODE_HEADER, reason));
      if (values.text(SettingKey.USER).orElse("").equalsIgnoreCase("header:" + header)) {
        values.problem(CODE_HEADER, "is the header that names the user");
      }
    }
    return header;
  }

  private Settings.Enrolment enrolment() {
    String issuer = values.text(ISSUER).orElse(null);
    if (issuer != null && issuer.length() > LONGEST_ISSUER) {
      values.problem(ISSUER, "is too long");
    }
    if (issuer != null && issuer.chars().anyMatch(c -> c == ':' || Character.isISOControl(c))) {
      values.problem(ISSUER, "holds a character that authenticator apps misread");
    }
    boolean required = values.choice(ENROLMENT, "required", "optional").equals("required");
    return new Settings.Enrolment(required, issuer, values.integer(DEVICES_PER_USER, 1, 50));
  }

  private Settings.Sessions sessions() {
    Duration verifiedFor =
        values.duration(VERIFIED_FOR, Duration.ofMinutes(1), Duration.ofDays(30));
    if (verifiedFor.compareTo(LONGEST_RECOMMENDED_MARK) > 0) {
      values.warning(VERIFIED_FOR, "more than 24h is longer than NIST SP 800-63B allows at AAL2");
    }
    return new Settings.Sessions(
        verifiedFor,
        values.duration(PENDING_FOR, Duration.ofMinutes(1), Duration.ofHours(24)),
        values.choice(SESSION_ID, "change", "keep").equals("change"));
  }

  private Settings.Limits limits() {
    int attempts = values.integer(ATTEMPTS, 1, 20);
    int lockAfter = values.integer(LOCK_AFTER, 1, 100);
    if (lockAfter < attempts) {
      values.problem(LOCK_AFTER, "is less than attempts (" + attempts + ")");
    }
    return new Settings.Limits(attempts, lockAfter);
  }

  private String describe() {
    return Arrays.stream(SettingKey.values())
        .map(
            key ->
                key.key()
                    + " = "
                    + values.text(key).map(key::masked).orElse("(none)")
                    + " ("
                    + values.source(key)
                    + ")")
        .collect(Collectors.joining("\n"));
  }
}
