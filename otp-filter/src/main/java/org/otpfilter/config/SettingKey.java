package org.otpfilter.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting there is, with its default, what is allowed and what it means; {@code
 * docs/settings.md} says the same. It does not read or check values.
 */
public enum SettingKey {
  RULES(
      Group.ESSENTIALS,
      "/* verified",
      "lines `[METHODS] pattern requirement [within DURATION] [for role ROLE]`",
      "what each request needs; the first line that matches decides (`/a/` and `/a.json` need what"
          + " an earlier line demands of `/a`, as frameworks take them for it)"),
  USER(
      Group.ESSENTIALS,
      "remote-user",
      "`remote-user`, `session:ATTR[.property…]`, `request:ATTR[.property…]`, `header:NAME` (with"
          + " `trusted-proxies`), or the class name of a `UserSource`",
      "where the signed-in user is found"),
  DATASOURCE(
      Group.ESSENTIALS,
      "",
      "a JNDI name, in place of `jdbc-url`",
      "the container's data source that holds the devices"),
  JDBC_URL(
      Group.ESSENTIALS,
      "",
      "`jdbc:…`, in place of `datasource`",
      "the database that holds the devices, with a pool of our own"),
  JDBC_USER(Group.ESSENTIALS, "", "a name, with `jdbc-url`", "who signs in to that database"),
  JDBC_PASSWORD(
      Group.ESSENTIALS, "", "a password, perhaps empty, with `jdbc-url`", "how it signs in"),
  SECRET_KEY(
      Group.ESSENTIALS,
      "",
      "lines `id:base64-of-32-bytes` with different ids",
      "keys that seal the secrets in the database; the first one seals, all of them open"),
  SECRET_KEY_FILE(
      Group.ESSENTIALS,
      "",
      "a readable file, in place of `secret-key`",
      "a file with the lines of `secret-key`"),
  ISSUER(
      Group.ESSENTIALS,
      "",
      "1 to 64 characters without `:` and control characters",
      "the name that the authenticator app shows"),
  ENROLMENT(
      Group.COMMON,
      "required",
      "`required` or `optional`",
      "whether users without a device must enrol, or pass `verified` rules"),
  VERIFIED_FOR(
      Group.COMMON, "12h", "1m to 30d; more than 24h is warned about", "how long a mark lives"),
  LOGOUT_URL(
      Group.COMMON,
      "/",
      "a path below the context root (`/bye`), or an absolute http(s) URL",
      "where to go after signing out"),
  TRUSTED_PROXIES(
      Group.COMMON,
      "",
      "IP networks such as `10.0.0.0/8`, separated by `;`",
      "peers whose forwarded headers count"),
  ORIGIN(
      Group.COMMON,
      "",
      "origins `scheme://host[:port]`, separated by `;`",
      "origins whose posts are taken, in place of the request's own"),
  DATA_DIR(
      Group.COMMON,
      "otp-data",
      "a folder, relative to the container's base",
      "where the embedded database and its key live"),
  THEME_DIR(
      Group.COMMON,
      "",
      "a readable folder, relative to the container's base",
      "the operator's own templates, messages and style"),
  USER_ROLES(
      Group.COMMON,
      "isUserInRole",
      "`isUserInRole`, or a source as in `user`",
      "where the roles for rules with `for role` are found"),
  CODE_HEADER(
      Group.COMMON,
      "",
      "the name of a request header that means nothing else",
      "the header in which scripts may send a code"),
  MODE(
      Group.COMMON,
      "enforce",
      "`enforce` or `report`",
      "whether decisions are carried out, or only recorded"),
  OPERATORS(
      Group.COMMON,
      "",
      "user names and `role:NAME`, separated by `;`",
      "who may see the report, once verified"),
  USER_NAMES(
      Group.RARE,
      "folded",
      "`folded` or `exact`",
      "whether names that differ only in case, accents, width or blanks are one user"),
  USER_VISIBLE(
      Group.RARE,
      "everywhere",
      "`everywhere`, or `partly` with `login-paths`",
      "whether the host shows its user on every path"),
  LOGIN_PATHS(
      Group.RARE,
      "",
      "patterns as in `rules`, separated by `;`, with `user-visible=partly`",
      "the paths where the host signs users in"),
  SESSION_ID(
      Group.RARE, "change", "`change` or `keep`", "whether the session id changes at verification"),
  BASE_PATH(
      Group.RARE,
      "/otp",
      "starts with `/`, does not end with it; letters, digits, `-`, `.`, `_`, `~`, `/`",
      "the path of the product's own pages"),
  MIGRATE(
      Group.RARE,
      "true",
      "`true` or `false`",
      "whether the schema is brought up to date at start, or only checked"),
  DIGITS(Group.RARE, "6", "6 to 8", "the length of codes of new devices"),
  PERIOD(Group.RARE, "30s", "30s to 120s", "the time step of new devices"),
  ALGORITHM(Group.RARE, "SHA1", "`SHA1`, `SHA256` or `SHA512`", "the hash of new devices"),
  WINDOW(Group.RARE, "1", "0 or 1", "how many steps before and after now are taken"),
  PENDING_FOR(
      Group.RARE,
      "10m",
      "1m to 24h",
      "how long a session with only a password may answer the challenge"),
  DEVICES_PER_USER(Group.RARE, "5", "1 to 50", "how many devices a user may have"),
  ATTEMPTS(Group.RARE, "5", "1 to 20", "attempts before delays start"),
  LOCK_AFTER(Group.RARE, "20", "`attempts` to 100", "failures in a row that lock"),
  INSECURE_HTTP(
      Group.RARE,
      "refuse",
      "`refuse` or `allow`",
      "whether the product's pages work over plain HTTP from another machine"),
  WEBSOCKET_FILTER(
      Group.RARE,
      "checked",
      "`checked` or `behind`",
      "whether the container's WebSocket filter was seen, or is said, to stand behind this one");

  /** How likely an operator is to need a setting. */
  public enum Group {
    ESSENTIALS,
    COMMON,
    RARE
  }

  private final Group group;
  private final String defaultText;
  private final String allowed;
  private final String meaning;

  SettingKey(Group group, String defaultText, String allowed, String meaning) {
    this.group = group;
    this.defaultText = defaultText;
    this.allowed = allowed;
    this.meaning = meaning;
  }

  static Optional<SettingKey> of(String key) {
    return Arrays.stream(values()).filter(k -> k.key().equals(key)).findFirst();
  }

  /** The name as an init-param and in the settings file. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name in the environment. */
  public String environmentName() {
    return "OTP_" + name();
  }

  /** The name as a system property. */
  public String propertyName() {
    return "otp." + key();
  }

  /** How likely an operator is to need it. */
  public Group group() {
    return group;
  }

  /** The text that holds if nobody gives one; empty if there is none. */
  public String defaultText() {
    return defaultText;
  }

  /** What is allowed, in one line. */
  public String allowed() {
    return allowed;
  }

  /** What it decides, in one line. */
  public String meaning() {
    return meaning;
  }

  /** Whether an empty text is a value. */
  boolean mayBeEmpty() {
    return this == JDBC_PASSWORD;
  }

  /** The text of a setting as it may be shown where it is shown whole: without any secret. */
  public static String withoutSecret(String key, String value) {
    return of(key)
        .filter(k -> k == JDBC_PASSWORD || k == SECRET_KEY || k == JDBC_URL)
        .map(k -> k.masked(value))
        .orElse(value);
  }

  /** The value as it may be shown: without any secret. */
  String masked(String value) {
    return switch (this) {
      case JDBC_PASSWORD, SECRET_KEY -> "***";
      case JDBC_URL -> JdbcUrl.masked(value);
      default -> value.lines().map(String::strip).reduce((a, b) -> a + "; " + b).orElse("");
    };
  }
}
