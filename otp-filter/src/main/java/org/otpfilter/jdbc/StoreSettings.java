package org.otpfilter.jdbc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the tables are: a container's data source, a JDBC URL, or else an embedded database.
 *
 * @param jndiName of a {@code DataSource}; {@code java:comp/env/} may be left out
 * @param folder of the embedded database, which belongs to it alone
 * @param migrate whether the schema is brought up to date at start, or only checked
 * @param node name of this node in events
 */
public record StoreSettings(
    @Nullable String jndiName,
    @Nullable String jdbcUrl,
    @Nullable String jdbcUser,
    @Nullable String jdbcPassword,
    Path folder,
    boolean migrate,
    String node) {

  private static final Pattern SECRET_IN_URL =
      Pattern.compile("(?i)//[^/:@]*:([^/@]*)@|(?:pass|pwd|secret|token|key)[^=&;]*=([^&;]*)");

  /** Names the place for a message, without passwords. */
  String where() {
    if (jndiName != null) {
      return "the data source " + jndiName;
    }
    if (jdbcUrl == null) {
      return "the embedded database in " + folder.toAbsolutePath();
    }
    // what follows ? or ; and what stands before an @ may be a password
    return jdbcUrl.replaceAll("[?;].*", "").replaceAll("//[^/]*@", "//");
  }

  /** A driver's message with the passwords of these settings blotted out. */
  String blot(String message) {
    String blotted = message;
    for (String secret : secrets()) {
      blotted = blotted.replace(secret, "***");
    }
    return blotted;
  }

  private List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    if (jdbcPassword != null) {
      secrets.add(jdbcPassword);
    }
    if (jdbcUrl != null) {
      Matcher found = SECRET_IN_URL.matcher(jdbcUrl);
      while (found.find()) {
        secrets.add(found.group(1) == null ? found.group(2) : found.group(1));
      }
    }
    secrets.removeIf(String::isEmpty);
    return secrets;
  }

  @Override
  public String toString() {
    return "StoreSettings[" + where() + "]";
  }
}
