package org.otpfilter.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** A file of sealing keys, one a line. Blank lines and {@code #} lines do not count. */
public final class KeyFile {

  private KeyFile() {}

  /**
   * Reads the file.
   *
   * @throws UnusableKeyException if it cannot be read
   */
  public static List<String> read(Path file) {
    try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.map(String::trim).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new UnusableKeyException("the key file " + file + " cannot be read", e);
    }
  }

  /** Whether others than the owner may read or change the file, as far as that can be told. */
  public static boolean isOpenToOthers(Path file) {
    try {
      return isPosix(file)
          && !PosixFilePermissions.fromString("rwx------")
              .containsAll(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UnusableKeyException("the key file " + file + " cannot be examined", e);
    }
  }

  /**
   * Reads the file, or makes it first, for its owner only. A kill leaves the whole file or none; of
   * two that make it at once, both read the same.
   */
  public static List<String> readOrCreate(Path file, Randomness randomness) {
    if (!Files.exists(file)) {
      create(file, randomness);
    }
    return read(file);
  }

  private static void create(Path file, Randomness randomness) {
    String text =
        "# Seals the secrets of the database beside it. Keep a copy apart from the database's.\n"
            + "k1:"
            + Base64.getEncoder().encodeToString(randomness.bytes(32))
            + "\n";
    try {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "folder of the key");
      boolean posix = isPosix(folder);
      Files.createDirectories(folder, ownerOnly(posix, "rwx------"));
      Path draft =
          Files.createTempFile(
              folder, file.getFileName().toString(), ".new", ownerOnly(posix, "rw-------"));
      try {
        write(draft, text);
        publish(draft, file);
        if (posix) {
          flush(folder);
        }
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UnusableKeyException("the key file " + file + " cannot be made", e);
    }
  }

  private static void write(Path draft, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** A link, unlike a move, never replaces a file that somebody else has made meanwhile. */
  private static void publish(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // theirs is read
    } catch (UnsupportedOperationException | FileSystemException e) {
      // a file system without links
      Files.move(draft, file);
    }
  }

  /** Else the file's name may be lost by a power cut that the database survives. */
  private static void flush(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] ownerOnly(boolean posix, String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
