package org.otpfilter.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;

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
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
      FileAttribute<?>[] ownerOnly =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              }
              : new FileAttribute<?>[0];
      Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".new", ownerOnly);
      try {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
          ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
        // a link, unlike a move, never replaces a file that somebody else has made meanwhile
        Files.createLink(file, draft);
      } catch (FileAlreadyExistsException e) {
        // theirs is read
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UnusableKeyException("the key file " + file + " cannot be made", e);
    }
  }
}
