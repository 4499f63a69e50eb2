package org.otpfilter.cli.retrofit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.otpfilter.cli.CommandException;

/** Where is read from and where is written to: never the same place, never one in the other. */
final class Paths {

  private Paths() {}

  /** Opens the input, after a look at both. */
  static Application open(Path in, Path out) throws IOException {
    if (!Files.exists(in)) {
      throw new CommandException("there is no such file or folder");
    }
    if (Files.exists(out) && Files.isSameFile(in, out)) {
      throw new CommandException("the output is the input; it is never written over");
    }
    if (Files.isDirectory(in)) {
      checkFolder(in, out);
      return WarFolder.open(in);
    }
    if (!Files.isRegularFile(in)) {
      throw new CommandException("it is neither a file nor a folder");
    }
    if (Files.exists(out) && !Files.isRegularFile(out)) {
      throw new CommandException("the output " + out + " is there already and is not a file");
    }
    return WarFile.open(in);
  }

  private static void checkFolder(Path in, Path out) throws IOException {
    Path absolute = out.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent != null && Files.isDirectory(parent)) {
      absolute = parent.toRealPath().resolve(absolute.getFileName());
    }
    if (absolute.startsWith(in.toRealPath())) {
      throw new CommandException("the output " + out + " lies inside the input");
    }
    if (Files.exists(out, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(out)) {
      throw new CommandException(
          "the output " + out + " is there already; for a folder, give a new or an empty one");
    }
  }

  private static boolean isEmptyFolder(Path out) throws IOException {
    if (!Files.isDirectory(out, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> content = Files.list(out)) {
      return content.findAny().isEmpty();
    }
  }
}
