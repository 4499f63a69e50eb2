package org.otpfilter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What makes a connection of a URL. Pools nothing. */
interface Connector {
  /**
   * A new connection, or null if the URL is not for this one, as {@link java.sql.Driver} has it.
   */
  @Nullable Connection connect(String url, Properties properties) throws SQLException;
}
