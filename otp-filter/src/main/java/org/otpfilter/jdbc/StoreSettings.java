package org.otpfilter.jdbc;

import java.nio.file.Path;
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

  @Override
  public String toString() {
    return "StoreSettings[" + where() + "]";
  }
}
