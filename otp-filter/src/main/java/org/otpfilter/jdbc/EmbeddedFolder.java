package org.otpfilter.jdbc;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of an embedded H2. Only its owner may look into it. */
final class EmbeddedFolder {
  private static final int ALREADY_OPEN = 90020;

  private EmbeddedFolder() {}

  /** Makes the folder where it is not there, and answers the URL of the database in it. */
  static String url(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (absolute.toString().contains(";")) {
      throw new StoreStartException(
          "the embedded database cannot be in " + absolute + ": H2 takes no ; in a path", null);
    }
    try {
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(absolute, PosixFilePermissions.asFileAttribute(ownerOnly));
        Files.setPosixFilePermissions(absolute, ownerOnly);
      } else {
        Files.createDirectories(absolute);
      }
    } catch (IOException e) {
      throw new StoreStartException(
          "the folder "
              + absolute
              + " of the embedded database cannot be made or closed to others"
              + " ("
              + e
              + "); give the container's user a data-dir of its own",
          e);
    }
    // WRITE_DELAY: by default a kill can lose a commit half a second old. A shutdown hook of H2
    // would close the database under requests that still run. The trace file would hold statements.
    // A lock is waited for less long than the store may take to answer.
    return "jdbc:h2:file:"
        + absolute.resolve("otp")
        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;LOCK_TIMEOUT=4000";
  }

  /** Whether the code of a failure says that another process has the database open. */
  static boolean inUse(int errorCode) {
    return errorCode == ALREADY_OPEN;
  }
}
