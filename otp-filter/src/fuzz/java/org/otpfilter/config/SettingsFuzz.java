package org.otpfilter.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Settings are read or refused with all that is wrong, and no secret is ever repeated. */
final class SettingsFuzz {
  private static final Path BASE = Path.of("target");

  private SettingsFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Properties file = new Properties();
    try {
      file.load(new StringReader(new String(data, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | IOException e) {
      return;
    }
    Stream.of("secret-key", "jdbc-password")
        .filter(key -> file.getProperty(key, "").strip().length() >= 12)
        .forEach(key -> keptSecret(file, key));
    said(file);
  }

  /** A word that is said with another secret as well is not the secret. */
  private static void keptSecret(Properties file, String key) {
    Properties other = new Properties();
    other.putAll(file);
    other.setProperty(key, "-");
    String secret = file.getProperty(key).strip();
    if (said(file).contains(secret) && !said(other).contains(secret)) {
      throw new AssertionError("the secret of " + key + " was repeated");
    }
  }

  private static String said(Properties file) {
    try {
      Settings settings =
          Settings.read(new RawSettings(Map.of(), file, Map.of(), new Properties()), BASE);
      return settings.describe() + settings.warnings() + settings.database() + settings.keys();
    } catch (SettingsException e) {
      if (e.problems().isEmpty()) {
        throw new AssertionError("refused without a reason", e);
      }
      return e.getMessage() + e.problems();
    }
  }
}
