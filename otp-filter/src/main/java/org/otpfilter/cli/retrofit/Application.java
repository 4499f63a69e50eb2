package org.otpfilter.cli.retrofit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.otpfilter.cli.CommandException;

/** A web application on disk, packed or not. It is read, and written elsewhere; never changed. */
sealed interface Application extends Closeable permits WarFile, WarFolder {

  /** The most that an application may hold, unpacked. */
  long LARGEST = 2L << 30;

  /** The names of its files, relative, with slashes, in their order. */
  List<String> files();

  /** Whether there is such a folder, with or without an entry of its own. */
  default boolean hasFolder(String name) {
    return files().stream().anyMatch(file -> file.startsWith(name + "/"));
  }

  /** The content of a file, checked as it is read. */
  InputStream open(String file) throws IOException;

  /** Writes all of it with the changes; at the end there is a whole result, or none. */
  void write(Path out, Changes changes) throws IOException;

  /** Refuses what holds more than may be. */
  static void checkSize(long bytes) {
    if (bytes > LARGEST) {
      throw new CommandException("it holds more than 2 GiB, unpacked");
    }
  }
}
