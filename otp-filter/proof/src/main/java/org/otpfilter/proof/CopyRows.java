package org.otpfilter.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into one table by {@code COPY}, PostgreSQL's fastest way in. */
final class CopyRows implements TableRows {
  private static final int AT_ONCE = 1 << 16;

  private final CopyIn copy;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2 * AT_ONCE);

  private CopyRows(CopyIn copy) {
    this.copy = copy;
  }

  /** Begins; the connection can do nothing else until {@link #end}. */
  static CopyRows into(Connection connection, String table, String columns) throws SQLException {
    String sql = "COPY " + table + " (" + columns + ") FROM STDIN";
    return new CopyRows(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
  }

  @Override
  public void add(@Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        buffer.write('\t');
      }
      buffer.writeBytes(text(values[i]).getBytes(StandardCharsets.UTF_8));
    }
    buffer.write('\n');
    if (buffer.size() >= AT_ONCE) {
      flush();
    }
  }

  private static String text(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return "\\\\x" + HexFormat.of().formatHex(bytes);
    }
    return value == null ? "\\N" : value.toString();
  }

  private void flush() throws SQLException {
    byte[] bytes = buffer.toByteArray();
    copy.writeToCopy(bytes, 0, bytes.length);
    buffer.reset();
  }

  @Override
  public void end() throws SQLException {
    flush();
    copy.endCopy();
  }
}
