package org.otpfilter.cli.retrofit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.otpfilter.cli.CommandException;

/**
 * An unpacked application. Links that stay inside it are copied as links; others are refused, since
 * what is behind them is not the application's.
 */
final class WarFolder implements Application {

  private final Path root;
  private final List<Path> paths;

  private WarFolder(Path root, List<Path> paths) {
    this.root = root;
    this.paths = paths;
  }

  /** Reads a folder, or refuses one that is no application. */
  static WarFolder open(Path folder) throws IOException {
    Path root = folder.toRealPath();
    for (String part : new String[] {"WEB-INF", "WEB-INF/lib", WebXml.NAME}) {
      if (Files.isSymbolicLink(root.resolve(part))) {
        throw new CommandException("'" + part + "' is a link; put what it names in its place");
      }
    }
    if (!Files.isDirectory(root.resolve("WEB-INF"))) {
      throw new CommandException("it is not a web application: it holds no WEB-INF folder");
    }
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(root)) {
      walk.filter(path -> !path.equals(root)).sorted(Comparator.naturalOrder()).forEach(paths::add);
    } catch (UncheckedIOException e) {
      throw new CommandException("it cannot be read: " + e.getMessage(), e);
    }
    long size = 0;
    for (Path path : paths) {
      check(root, path);
      size += Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
      Application.checkSize(size);
    }
    return new WarFolder(root, paths);
  }

  private static void check(Path root, Path path) throws IOException {
    String name = EntryNames.shown(root.relativize(path).toString());
    if (Files.isSymbolicLink(path)) {
      boolean inside = false;
      if (Files.exists(path) && !Files.readSymbolicLink(path).isAbsolute()) {
        inside = path.toRealPath().startsWith(root);
      }
      if (!inside) {
        throw new CommandException("'" + name + "' is a link to something outside the application");
      }
    } else if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
      throw new CommandException("'" + name + "' is neither a file nor a folder");
    } else if (!Files.isReadable(path)) {
      throw new CommandException("'" + name + "' cannot be read");
    }
  }

  @Override
  public List<String> files() {
    return paths.stream()
        .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
        .map(this::name)
        .toList();
  }

  private String name(Path path) {
    return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  @Override
  public boolean hasFolder(String name) {
    return Files.isDirectory(root.resolve(name));
  }

  @Override
  public InputStream open(String file) throws IOException {
    return Files.newInputStream(root.resolve(file), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void write(Path out, Changes changes) throws IOException {
    Replacement.folder(out, target -> copy(target, changes));
  }

  private void copy(Path target, Changes changes) throws IOException {
    for (Path path : paths) {
      if (!changes.written().containsKey(name(path)) && !changes.drops(name(path))) {
        Files.copy(
            path,
            target.resolve(root.relativize(path)),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
    for (var change : changes.written().entrySet()) {
      Path file = target.resolve(change.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, change.getValue());
      Path old = root.resolve(change.getKey());
      if (Files.exists(old)) {
        Files.setLastModifiedTime(file, Files.getLastModifiedTime(old));
      }
    }
    for (int i = paths.size() - 1; i >= 0; i--) {
      Path folder = target.resolve(root.relativize(paths.get(i)));
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.setLastModifiedTime(folder, Files.getLastModifiedTime(paths.get(i)));
      }
    }
    Replacement.copyRights(root, target);
  }

  @Override
  public void close() {
    // nothing is held open
  }
}
