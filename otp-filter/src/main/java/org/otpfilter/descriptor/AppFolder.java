package org.otpfilter.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An unpacked web application. It does not follow links to folders. */
public final class AppFolder implements AppFiles {

  private final Path root;
  private final SortedSet<String> names;

  private AppFolder(Path root, SortedSet<String> names) {
    this.root = root;
    this.names = Collections.unmodifiableSortedSet(names);
  }

  /**
   * Lists the folder.
   *
   * @throws UnreadableAppException if that is not allowed
   */
  public static AppFolder open(Path folder) {
    try {
      Path root = folder.toRealPath();
      SortedSet<String> names = new TreeSet<>();
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(Files::isRegularFile).forEach(file -> names.add(name(root, file)));
      }
      return new AppFolder(root, names);
    } catch (IOException | UncheckedIOException e) {
      throw new UnreadableAppException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String name(Path root, Path file) {
    String separator = root.getFileSystem().getSeparator();
    String name = root.relativize(file).toString();
    return separator.equals("/") ? name : name.replace(separator, "/");
  }

  @Override
  public SortedSet<String> names() {
    return names;
  }

  @Override
  public InputStream open(String name) throws IOException {
    if (!names.contains(name)) {
      throw new NoSuchFileException(name);
    }
    return Files.newInputStream(root.resolve(name));
  }

  @Override
  public void close() {
    // holds nothing open
  }
}
