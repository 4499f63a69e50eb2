package org.otpfilter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otpfilter.policy.PathPattern;
import org.otpfilter.policy.Policy;

/**
 * All settings, checked: whoever holds one need not check again. It does not print a secret.
 *
 * @param policy the rules
 * @param reporting whether decisions are only recorded
 * @param users who the user is
 * @param database where things are stored
 * @param keys what seals the secrets
 * @param codes what codes look like, and where they may come from
 * @param enrolment who must enrol, and how
 * @param sessions how long marks and pending sessions live
 * @param limits attempts
 * @param web paths, addresses and looks
 * @param warnings what deserves a look, for the start log
 * @param describe the effective settings, a line each, masked, for the start log
 */
public record Settings(
    Policy policy,
    boolean reporting,
    Users users,
    Database database,
    Keys keys,
    Codes codes,
    Enrolment enrolment,
    Sessions sessions,
    Limits limits,
    Web web,
    List<String> warnings,
    String describe) {

  /** Copies the lists. */
  public Settings {
    warnings = List.copyOf(warnings);
  }

  /**
   * Checks the settings.
   *
   * @param containerBase the folder below which relative paths lie
   * @throws SettingsException if anything is wrong, with all that is wrong
   */
  public static Settings read(RawSettings raw, Path containerBase) {
    return new SettingsReader(new Values(raw, containerBase, false)).read();
  }

  /**
   * Checks settings that are for another machine: what depends on its files, or may come from its
   * environment, is only warned about.
   *
   * @throws SettingsException if anything is wrong wherever they are used
   */
  public static Settings readForElsewhere(RawSettings raw) {
    return new SettingsReader(new Values(raw, Path.of(""), true)).read();
  }

  /** The setting {@code mode}. */
  public String mode() {
    return reporting ? "report" : "enforce";
  }

  @Override
  public String toString() {
    return describe;
  }

  /**
   * Who the user is.
   *
   * @param source {@code remote-user}, {@code session:…}, {@code request:…}, {@code header:…} or a
   *     class name
   * @param roles {@code isUserInRole}, or a source
   * @param folded whether spellings of a name are one user
   * @param partlyVisible whether the host shows its user on some paths only
   * @param loginPaths where the host signs users in, if so
   * @param operators who may see the report: names, and roles behind {@code role:}
   */
  public record Users(
      String source,
      String roles,
      boolean folded,
      boolean partlyVisible,
      List<PathPattern> loginPaths,
      List<String> operators) {

    /** Copies the lists. */
    public Users {
      loginPaths = List.copyOf(loginPaths);
      operators = List.copyOf(operators);
    }

    /** Whether the path is one where the host signs users in. */
    public boolean isLoginPath(String path, boolean hasPathInfo) {
      return loginPaths.stream().anyMatch(p -> p.matches(path, hasPathInfo));
    }
  }

  /**
   * Where things are stored: in a container's data source, behind a JDBC URL, or, with neither, in
   * an embedded database below the data folder.
   *
   * @param datasource JNDI name, or null
   * @param jdbcUrl URL, or null
   * @param jdbcUser with the URL, or null
   * @param jdbcPassword with the URL, or null
   * @param dataDir folder for the embedded database and its key
   * @param migrate whether the schema is brought up to date
   */
  public record Database(
      @Nullable String datasource,
      @Nullable String jdbcUrl,
      @Nullable String jdbcUser,
      @Nullable String jdbcPassword,
      Path dataDir,
      boolean migrate) {

    /** Whether neither data source nor URL is given, so that the product opens its own H2. */
    public boolean own() {
      return datasource == null && jdbcUrl == null;
    }

    /** Whether the database lives in this JVM: only then a key file may be made. */
    public boolean embedded() {
      String url = jdbcUrl;
      return datasource == null && (url == null || JdbcUrl.embedded(url));
    }

    @Override
    public String toString() {
      return own() ? "Database[" + dataDir + "]" : "Database[given]";
    }
  }

  /**
   * What seals the secrets at rest: lines, or a file of such lines, or neither.
   *
   * @param lines {@code id:base64} each, checked in form; the first one seals
   * @param file the file, or null
   */
  public record Keys(List<String> lines, @Nullable Path file) {

    /** Copies the list. */
    public Keys {
      lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
      return "Keys[***]";
    }
  }

  /**
   * What codes look like, and where they may come from.
   *
   * @param digits of new devices
   * @param period of new devices
   * @param algorithm of new devices: {@code SHA1}, {@code SHA256} or {@code SHA512}
   * @param window steps before and after now that are taken
   * @param header request header that may carry a code, or null
   */
  public record Codes(
      int digits, Duration period, String algorithm, int window, @Nullable String header) {}

  /**
   * Who must enrol, and how.
   *
   * @param required whether users without a device must enrol
   * @param issuer the name that authenticator apps show, or null for the application's own
   * @param devicesPerUser how many devices a user may have
   */
  public record Enrolment(boolean required, @Nullable String issuer, int devicesPerUser) {}

  /**
   * How long things live.
   *
   * @param verifiedFor absolute life of a mark
   * @param pendingFor how long a session with only a password may answer the challenge
   * @param changeId whether the session id changes at verification
   */
  public record Sessions(Duration verifiedFor, Duration pendingFor, boolean changeId) {}

  /**
   * Attempts.
   *
   * @param attempts free ones before delays start
   * @param lockAfter failures in a row that lock
   */
  public record Limits(int attempts, int lockAfter) {}

  /**
   * Paths, addresses and looks.
   *
   * @param basePath of the product's own pages
   * @param logoutUrl a path below the context root, with its slash, or an absolute URL
   * @param origins in lower case, without default ports; empty for the request's own
   * @param trustedProxies networks in CIDR form
   * @param insecureHttp whether the pages work over plain HTTP from another machine
   * @param upgradesBehind whether the operator says that WebSocket upgrades are made behind the
   *     filter
   * @param themeDir the operator's folder, or null
   */
  public record Web(
      String basePath,
      String logoutUrl,
      List<String> origins,
      List<String> trustedProxies,
      boolean insecureHttp,
      boolean upgradesBehind,
      @Nullable Path themeDir) {

    /** Copies the lists. */
    public Web {
      origins = List.copyOf(origins);
      trustedProxies = List.copyOf(trustedProxies);
    }

    /** The operator's folder, if any. */
    public Optional<Path> theme() {
      return Optional.ofNullable(themeDir);
    }
  }
}
