package org.otpfilter.config;

import static org.otpfilter.config.SettingKey.DATASOURCE;
import static org.otpfilter.config.SettingKey.DATA_DIR;
import static org.otpfilter.config.SettingKey.JDBC_PASSWORD;
import static org.otpfilter.config.SettingKey.JDBC_URL;
import static org.otpfilter.config.SettingKey.JDBC_USER;
import static org.otpfilter.config.SettingKey.MIGRATE;
import static org.otpfilter.config.SettingKey.SECRET_KEY;
import static org.otpfilter.config.SettingKey.SECRET_KEY_FILE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where things are stored and what seals them. It connects to nothing. */
final class StoreReader {

  private static final int KEY_BYTES = 32;
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

  private final Values values;

  StoreReader(Values values) {
    this.values = values;
  }

  Settings.Database database() {
    String datasource = values.text(DATASOURCE).orElse(null);
    String url = values.text(JDBC_URL).orElse(null);
    if (datasource != null && datasource.matches(".*\\s.*")) {
      values.problem(DATASOURCE, "is not a JNDI name");
    }
    if (datasource != null && values.isGiven(JDBC_URL)) {
      values.problem(DATASOURCE, "contradicts jdbc-url; give one of them");
    }
    if (url != null && !JdbcUrl.wellFormed(url)) {
      values.problem(JDBC_URL, "is not a JDBC URL");
    }
    for (SettingKey key : List.of(JDBC_USER, JDBC_PASSWORD)) {
      if (url == null && values.isGiven(key)) {
        values.problem(key, "goes with jdbc-url only");
      }
    }
    Settings.Database database =
        new Settings.Database(
            datasource,
            url,
            values.text(JDBC_USER).orElse(null),
            values.text(JDBC_PASSWORD).orElse(null),
            values.path(DATA_DIR).orElse(Path.of(DATA_DIR.defaultText())),
            values.choice(MIGRATE, "true", "false").equals("true"));
    if (!database.embedded() && values.isGiven(DATA_DIR)) {
      values.warning(DATA_DIR, "is not used, since the database is not an embedded one");
    }
    if (Files.exists(database.dataDir()) && !Files.isDirectory(database.dataDir())) {
      values.problemHere(DATA_DIR, "is not a folder");
    }
    return database;
  }

  Settings.Keys keys(Settings.Database database) {
    boolean inline = values.isGiven(SECRET_KEY);
    boolean inFile = values.isGiven(SECRET_KEY_FILE);
    if (inline && inFile) {
      values.problem(SECRET_KEY_FILE, "contradicts secret-key; give one of them");
    }
    if (!inline && !inFile && !database.embedded()) {
      values.problemUnlessSaidElsewhere(
          SECRET_KEY,
          "a key is missing; only an embedded database gets one by itself. Make one with 'openssl"
              + " rand -base64 32' and give it as 'k1:' and the output in secret-key, or in a file"
              + " that secret-key-file names");
    }
    Set<String> ids = new HashSet<>();
    List<String> lines = values.list(SECRET_KEY, line -> checked(line, ids));
    return new Settings.Keys(lines, keyFile());
  }

  private @Nullable Path keyFile() {
    Path file = values.path(SECRET_KEY_FILE).orElse(null);
    if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
      values.problemHere(SECRET_KEY_FILE, "is not a file that can be read");
    }
    return file;
  }

  /** Returns the line, or throws with a reason that does not hold it. */
  private static String checked(String line, Set<String> ids) {
    int colon = line.indexOf(':');
    if (colon < 0 || !KEY_ID.matcher(line.substring(0, colon)).matches()) {
      throw new IllegalArgumentException(
          "has a line without an id (1 to 32 letters, digits, '.', '_', '-') and ':'");
    }
    String id = line.substring(0, colon);
    if (!ids.add(id)) {
      throw new IllegalArgumentException("has the id '" + id + "' twice");
    }
    byte[] key = decoded(id, line.substring(colon + 1).strip());
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "has a key '" + id + "' of " + key.length + " bytes in place of " + KEY_BYTES);
    }
    if (Arrays.equals(key, new byte[KEY_BYTES])) {
      throw new IllegalArgumentException("has a key '" + id + "' that is all zero");
    }
    Arrays.fill(key, (byte) 0);
    return line;
  }

  private static byte[] decoded(String id, String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // The decoder's message quotes a character of the key, so it is not kept as a cause.
      throw new IllegalArgumentException("has a key '" + id + "' that is not Base64");
    }
  }
}
