package org.otpfilter.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the settings from all places where they may stand, and for each where it came from.
 * It does not judge values; it knows which keys exist.
 *
 * <p>In rising order: {@code init-param}s of the filter, {@code /WEB-INF/otp.properties}, the
 * environment ({@code OTP_BASE_PATH}), system properties ({@code otp.base-path}).
 */
public final class RawSettings {

  private static final String ENVIRONMENT_PREFIX = "OTP_";
  private static final String PROPERTY_PREFIX = "otp.";

  private final Map<SettingKey, Given> given = new EnumMap<>(SettingKey.class);
  private final List<SettingsProblem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * A text and its source.
   *
   * @param value the text without blanks around it
   * @param source where it stands, for messages
   */
  record Given(String value, String source) {}

  /**
   * Merges the places.
   *
   * @param file the settings file, or null if there is none
   */
  public RawSettings(
      Map<String, String> initParams,
      @Nullable Properties file,
      Map<String, String> environment,
      Properties system) {
    takeKnown(initParams, "init-param");
    if (file != null) {
      takeKnown(textsOf(file), "/WEB-INF/otp.properties");
    }
    takeEnvironment(environment);
    takeProperties(textsOf(system));
  }

  private static Map<String, String> textsOf(Properties properties) {
    Map<String, String> texts = new TreeMap<>();
    properties.stringPropertyNames().forEach(n -> texts.put(n, properties.getProperty(n, "")));
    return texts;
  }

  private void takeKnown(Map<String, String> texts, String source) {
    for (String name : new TreeSet<>(texts.keySet())) {
      Optional<SettingKey> key = SettingKey.of(name);
      key.ifPresent(k -> put(k, texts.getOrDefault(name, ""), source));
      if (key.isEmpty()) {
        problems.add(SettingsProblem.unknown(name, source));
      }
    }
  }

  private void takeEnvironment(Map<String, String> texts) {
    for (String name : new TreeSet<>(texts.keySet())) {
      if (name.startsWith(ENVIRONMENT_PREFIX)) {
        String key =
            name.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
        Optional<SettingKey> known =
            SettingKey.of(key).filter(k -> k.environmentName().equals(name));
        take(known, key, texts.getOrDefault(name, ""), "environment variable " + name);
      }
    }
  }

  private void takeProperties(Map<String, String> texts) {
    texts.forEach(
        (name, value) -> {
          if (name.startsWith(PROPERTY_PREFIX)) {
            String key = name.substring(PROPERTY_PREFIX.length());
            take(SettingKey.of(key), key, value, "system property " + name);
          }
        });
  }

  private void take(Optional<SettingKey> known, String key, String value, String source) {
    known.ifPresent(k -> put(k, value, source));
    if (known.isEmpty()) {
      warnings.add("the " + source + " is not a setting and is ignored" + NearestKey.hint(key));
    }
  }

  private void put(SettingKey key, String value, String source) {
    given.put(key, new Given(value.strip(), source));
  }

  Optional<Given> given(SettingKey key) {
    return Optional.ofNullable(given.get(key));
  }

  List<SettingsProblem> problems() {
    return List.copyOf(problems);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
