package org.otpfilter.config;

import static org.otpfilter.config.SettingKey.LOGIN_PATHS;
import static org.otpfilter.config.SettingKey.OPERATORS;
import static org.otpfilter.config.SettingKey.TRUSTED_PROXIES;
import static org.otpfilter.config.SettingKey.USER;
import static org.otpfilter.config.SettingKey.USER_NAMES;
import static org.otpfilter.config.SettingKey.USER_ROLES;
import static org.otpfilter.config.SettingKey.USER_VISIBLE;

import java.util.List;
import java.util.regex.Pattern;
import org.otpfilter.policy.PathPattern;
import org.otpfilter.policy.Policy;
import org.otpfilter.user.UnusableNameException;
import org.otpfilter.user.UserNames;

/** Reads who the user is. It checks the form of a source, not whether the host fills it. */
final class UsersReader {

  private static final String REMOTE_USER = "remote-user";
  private static final String ROLE = "role:";
  private static final String IS_USER_IN_ROLE = "isUserInRole";

  /** An attribute, perhaps with properties behind dots. */
  private static final Pattern ATTRIBUTE = Pattern.compile("[^\\s.]+(?:\\.[^\\s.]+)*");

  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
              + "(?:\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)+");

  private final Values values;

  UsersReader(Values values) {
    this.values = values;
  }

  Settings.Users read(Policy policy, List<String> trustedProxies) {
    String source = source(USER, REMOTE_USER, trustedProxies);
    String roles = source(USER_ROLES, IS_USER_IN_ROLE, trustedProxies);
    if (policy.namesRoles() && !source.equals(REMOTE_USER) && roles.equals(IS_USER_IN_ROLE)) {
      values.problem(
          USER_ROLES,
          "cannot answer: rules name the roles "
              + policy.roles().stream().sorted().toList()
              + ", and the container knows no roles of a user that it did not sign in (user = "
              + source
              + ")");
    }
    boolean folded = values.choice(USER_NAMES, "folded", "exact").equals("folded");
    if (!folded) {
      values.warning(
          USER_NAMES,
          "with 'exact', a login that ignores case or accents lets one account enrol under every"
              + " spelling of its name");
    }
    boolean partly = values.choice(USER_VISIBLE, "everywhere", "partly").equals("partly");
    List<PathPattern> loginPaths = values.list(LOGIN_PATHS, UsersReader::pattern);
    if (partly && !values.isGiven(LOGIN_PATHS)) {
      values.problem(USER_VISIBLE, "needs login-paths");
    }
    if (!partly && values.isGiven(LOGIN_PATHS)) {
      values.problem(LOGIN_PATHS, "contradicts user-visible = everywhere");
    }
    List<String> operators = values.list(OPERATORS, UsersReader::operator);
    if (operators.stream().anyMatch(entry -> entry.startsWith(ROLE))
        && !source.equals(REMOTE_USER)
        && roles.equals(IS_USER_IN_ROLE)) {
      values.problem(OPERATORS, "names a role, and user-roles cannot answer for user = " + source);
    }
    return new Settings.Users(source, roles, folded, partly, loginPaths, operators);
  }

  private static String operator(String text) {
    if (text.startsWith(ROLE)) {
      if (text.substring(ROLE.length()).isBlank()) {
        throw new IllegalArgumentException("has an entry that names no role");
      }
      return text;
    }
    try {
      return UserNames.folded().identify(text).name();
    } catch (UnusableNameException e) {
      throw new IllegalArgumentException("has an entry that is wrong: " + e.getMessage(), e);
    }
  }

  private static PathPattern pattern(String text) {
    try {
      return PathPattern.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("has an entry that is wrong: " + e.getMessage(), e);
    }
  }

  private String source(SettingKey key, String containers, List<String> trustedProxies) {
    String source = values.text(key).orElseThrow();
    if (source.equals(containers)) {
      return source;
    }
    if (source.startsWith("header:")) {
      checkHeader(key, source.substring("header:".length()), trustedProxies);
    } else if (source.startsWith("session:") || source.startsWith("request:")) {
      if (!ATTRIBUTE.matcher(source.substring("session:".length())).matches()) {
        values.problem(key, "names no attribute");
      }
    } else if (!CLASS_NAME.matcher(source).matches()) {
      values.problem(key, "is not known");
    }
    return source;
  }

  private void checkHeader(SettingKey key, String name, List<String> trustedProxies) {
    if (!HeaderNames.token(name)) {
      values.problem(key, "names no header");
    } else if (!values.isGiven(TRUSTED_PROXIES)) {
      values.problem(key, "needs trusted-proxies: anybody could send that header");
    } else if (trustedProxies.stream().anyMatch(network -> network.endsWith("/0"))) {
      values.problem(key, "cannot go with trusted-proxies that hold every address");
    }
  }
}
