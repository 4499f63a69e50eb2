package org.otpfilter.cli.retrofit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import org.jspecify.annotations.Nullable;
import org.otpfilter.cli.CommandException;

/**
 * A result that appears under its name when it is whole. Until then it lies beside it under another
 * name, which a kill may leave behind.
 */
final class Replacement {

  private static final String PREFIX = ".otp-filter-";

  private Replacement() {}

  /** Writes something. */
  @FunctionalInterface
  interface Writing<T> {
    void to(T target) throws IOException;
  }

  /** A file with the rights of another. */
  static void file(Path like, Path out, Writing<FileChannel> writing) throws IOException {
    Path beside = Files.createTempFile(parent(out), PREFIX, ".tmp");
    try {
      try (FileChannel target =
          FileChannel.open(
              beside, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
        writing.to(target);
        target.force(true);
      }
      copyRights(like, beside);
      move(beside, out);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** A folder. */
  static void folder(Path out, Writing<Path> writing) throws IOException {
    Path beside = Files.createTempDirectory(parent(out), PREFIX);
    try {
      Path content = Files.createDirectory(beside.resolve("content"));
      writing.to(content);
      if (Files.isDirectory(out)) {
        Files.delete(out);
      }
      move(content, out);
    } finally {
      deleteTree(beside);
    }
  }

  private static Path parent(Path out) throws IOException {
    Path parent = out.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new CommandException("there is no folder for the output " + out);
    }
    return parent;
  }

  /** Gives a file the rights of another, where there are such. */
  static void copyRights(Path from, Path to) throws IOException {
    PosixFileAttributeView rights = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (rights != null) {
      Files.setPosixFilePermissions(to, rights.readAttributes().permissions());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
