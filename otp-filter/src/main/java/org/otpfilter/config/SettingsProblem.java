package org.otpfilter.config;

/**
 * One thing that is wrong with the settings, as a line for the operator. It holds no secret.
 *
 * @param key the key as it was written
 * @param text the whole line
 */
public record SettingsProblem(String key, String text) {

  static SettingsProblem unknown(String name, String source) {
    // The value is left out: under a misspelt key it may well be a secret.
    return new SettingsProblem(
        name, name + " (" + source + ") is not a setting" + NearestKey.hint(name));
  }

  static SettingsProblem of(SettingKey key, RawSettings.Given given, String detail) {
    return new SettingsProblem(
        key.key(),
        key.key()
            + " = '"
            + key.masked(given.value())
            + "' ("
            + given.source()
            + ") "
            + detail
            + "; allowed: "
            + key.allowed());
  }
}
