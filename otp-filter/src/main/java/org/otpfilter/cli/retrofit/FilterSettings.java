package org.otpfilter.cli.retrofit;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otpfilter.cli.CommandException;
import org.otpfilter.config.RawSettings;
import org.otpfilter.config.Settings;
import org.otpfilter.config.SettingsException;
import org.otpfilter.config.SettingsProblem;

/**
 * The settings that go into {@code web.xml}, checked together with those that the application
 * already brings. Nothing of this machine's environment is read: it is not where they will hold.
 *
 * @param initParams in the order in which they are written
 * @param warnings what deserves a look
 */
record FilterSettings(Map<String, String> initParams, List<String> warnings) {

  private static final String FILE = "WEB-INF/otp.properties";
  private static final int LONGEST_FILE = 1 << 20;
  private static final List<String> SECRETS = List.of("secret-key", "jdbc-password");

  /** Checks what the operator asked for, or refuses it with all that is wrong. */
  static FilterSettings of(Wishes wishes, Application application, Survey survey)
      throws IOException {
    Map<String, String> params = params(wishes);
    Properties file = file(application);
    if (file != null) {
      refuseOverruled(params, file);
    }
    Settings settings = checked(new RawSettings(params, file, Map.of(), new Properties()));
    for (String source : List.of(settings.users().source(), settings.users().roles())) {
      refuseMissingClass(source, survey);
    }
    List<String> warnings = new ArrayList<>(settings.warnings());
    SECRETS.stream()
        .filter(params::containsKey)
        .forEach(
            key ->
                warnings.add(
                    key
                        + ": whoever can read the WAR, or the history of this shell, can read it;"
                        + " better give it where the application runs, as OTP_"
                        + key.toUpperCase(Locale.ROOT).replace('-', '_')));
    return new FilterSettings(params, List.copyOf(warnings));
  }

  private static Map<String, String> params(Wishes wishes) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("user", wishes.user());
    if (!wishes.rules().isEmpty()) {
      params.put("rules", rules(wishes.rules()));
    }
    for (String assignment : wishes.assignments()) {
      int equals = assignment.indexOf('=');
      if (equals <= 0) {
        throw new CommandException("--set takes KEY=VALUE, and one of them has no key");
      }
      String key = assignment.substring(0, equals).strip();
      if (params.putIfAbsent(key, assignment.substring(equals + 1)) != null) {
        throw new CommandException(
            "--set "
                + Printable.of(key)
                + "=… says again what "
                + (key.equals("user") ? "--user" : key.equals("rules") ? "--rule" : "--set")
                + " says");
      }
    }
    params.forEach(FilterSettings::refuseUnwritable);
    return params;
  }

  private static String rules(List<String> lines) {
    for (String line : lines) {
      if (line.isBlank() || line.strip().startsWith("#")) {
        throw new CommandException("--rule without a rule");
      }
      if (line.matches("(?s).*[;\\r\\n].*")) {
        throw new CommandException(
            "--rule '"
                + Printable.of(line)
                + "': one rule, without ';'; give --rule once for each");
      }
    }
    return lines.stream().map(String::strip).collect(Collectors.joining("\n"));
  }

  private static void refuseUnwritable(String key, String value) {
    boolean writable =
        value
            .codePoints()
            .allMatch(
                c ->
                    (c >= ' ' || c == '\t' || c == '\r' || c == '\n')
                        && Character.getType(c) != Character.SURROGATE
                        && (c & 0xFFFE) != 0xFFFE);
    if (!writable) {
      throw new CommandException(
          "the value of " + Printable.of(key) + " holds a character that XML cannot hold");
    }
  }

  private static @Nullable Properties file(Application application) throws IOException {
    if (!application.files().contains(FILE)) {
      return null;
    }
    try (InputStream in = application.open(FILE)) {
      byte[] content = in.readNBytes(LONGEST_FILE + 1);
      if (content.length > LONGEST_FILE) {
        throw new CommandException(FILE + " is larger than 1 MiB");
      }
      Properties properties = new Properties();
      properties.load(new StringReader(new String(content, StandardCharsets.UTF_8)));
      return properties;
    } catch (IllegalArgumentException e) {
      throw new CommandException(FILE + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void refuseOverruled(Map<String, String> params, Properties file) {
    Optional<String> overruled =
        params.keySet().stream().filter(file::containsKey).sorted().findFirst();
    if (overruled.isPresent()) {
      throw new CommandException(
          FILE
              + " is there already, sets '"
              + overruled.get()
              + "', and wins over web.xml; change it there, or take that line out");
    }
  }

  private static Settings checked(RawSettings raw) {
    try {
      return Settings.readForElsewhere(raw);
    } catch (SettingsException e) {
      throw new CommandException(
          e.problems().stream()
              .map(SettingsProblem::text)
              .map(Printable::of)
              .collect(Collectors.joining("; ", "the settings are wrong: ", "")),
          e);
    }
  }

  private static void refuseMissingClass(String source, Survey survey) {
    boolean named = source.indexOf(':') < 0 && source.indexOf('.') > 0;
    if (named && !survey.hasClass(source)) {
      throw new CommandException(
          "the class "
              + Printable.of(source)
              + " is neither in WEB-INF/classes nor in a jar of WEB-INF/lib; allowed: remote-user,"
              + " session:ATTR, request:ATTR, header:NAME, or a class of the application");
    }
  }
}
