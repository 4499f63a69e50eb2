package org.otpfilter.jdbc;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the tables are: a container's data source, a JDBC URL, or else an embedded database.
 *
 * @param folder of the embedded database
 * @param migrate whether the schema is brought up to date, or only checked
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

  @Override
  public String toString() {
    return "StoreSettings";
  }
}
