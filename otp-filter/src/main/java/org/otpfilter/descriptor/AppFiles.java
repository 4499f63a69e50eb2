package org.otpfilter.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;

/**
 * The files of a web application, packed or not, by their names below its root ({@code
 * WEB-INF/web.xml}). It changes nothing. Not thread-safe.
 */
public interface AppFiles extends AutoCloseable {

  /** All there are, without folders. */
  SortedSet<String> names();

  /**
   * A file's content, which the caller closes.
   *
   * @throws IOException if it cannot be read, or holds more than it says
   */
  InputStream open(String name) throws IOException;

  @Override
  void close();

  /**
   * Opens a WAR or the folder of an unpacked one.
   *
   * @throws UnreadableAppException if it is neither, or not to be trusted
   */
  static AppFiles of(Path path) {
    if (!Files.exists(path)) {
      throw new UnreadableAppException(path + ": there is no such file");
    }
    if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
      throw new UnreadableAppException(path + ": is neither a file nor a folder");
    }
    AppFiles files = Files.isDirectory(path) ? AppFolder.open(path) : WarFile.open(path);
    if (files.names().stream().noneMatch(name -> name.startsWith("WEB-INF/"))) {
      files.close();
      throw new UnreadableAppException(path + ": is no web application: it has no WEB-INF");
    }
    return files;
  }
}
