package org.otpfilter.cli.retrofit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.otpfilter.cli.CommandException;

/**
 * A packed application. Entries that stay are copied as they lie in the file, so that order, times,
 * rights, packing and comments stay too.
 */
final class WarFile implements Application {

  /** 1980-01-01, the first day that MS-DOS knows. */
  private static final int NO_TIME = 0x00210000;

  private final Path path;
  private final FileChannel file;
  private final ZipDirectory directory;
  private final ZipData data;
  private final Map<String, ZipEntry> byName;

  private WarFile(Path path, FileChannel file, ZipDirectory directory) {
    this.path = path;
    this.file = file;
    this.directory = directory;
    data = new ZipData(file, directory);
    byName =
        directory.entries().stream().collect(Collectors.toMap(ZipEntry::name, Function.identity()));
  }

  /** Opens a file, or refuses one that is no WAR or could be read in two ways. */
  static WarFile open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      ZipDirectory directory = ZipDirectory.read(file);
      List<String> names = directory.entries().stream().map(ZipEntry::name).toList();
      EntryNames.check(names);
      Application.checkSize(
          directory.entries().stream()
              .mapToLong(e -> Math.min(e.size(), Application.LARGEST + 1))
              .sum());
      boolean web = names.stream().anyMatch(name -> name.startsWith("WEB-INF/"));
      if (!web && !path.toString().toLowerCase(Locale.ROOT).endsWith(".war")) {
        throw new CommandException("it is not a WAR: it holds no WEB-INF folder");
      }
      if (names.isEmpty() || names.contains("META-INF/application.xml")) {
        throw new CommandException(
            names.isEmpty() ? "it is not a WAR: it is empty" : "it is an EAR; give a WAR of it");
      }
      WarFile war = new WarFile(path, file, directory);
      war.data.checkSpans();
      return war;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public List<String> files() {
    return directory.entries().stream().filter(e -> !e.isFolder()).map(ZipEntry::name).toList();
  }

  @Override
  public boolean hasFolder(String name) {
    return byName.containsKey(name + "/") || Application.super.hasFolder(name);
  }

  @Override
  public InputStream open(String name) throws IOException {
    ZipEntry entry = byName.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(name);
    }
    return data.open(entry);
  }

  @Override
  public void write(Path out, Changes changes) throws IOException {
    Replacement.file(path, out, target -> writeTo(target, changes));
  }

  private void writeTo(FileChannel target, Changes changes) throws IOException {
    ZipOutput zip = new ZipOutput(target, directory.base());
    zip.transfer(file, 0, data.firstStart());
    for (ZipEntry entry : directory.entries()) {
      byte[] content = changes.written().get(entry.name());
      if (content != null) {
        zip.replace(entry, content);
      } else if (!changes.drops(entry.name())) {
        zip.copy(file, entry, data.span(entry));
      }
    }
    Set<String> added = new HashSet<>(changes.written().keySet());
    added.removeAll(byName.keySet());
    for (Map.Entry<String, byte[]> change : changes.written().entrySet()) {
      String name = change.getKey();
      if (added.contains(name)) {
        // jars are packed already, and some launchers want them as they are
        zip.add(name, change.getValue(), !name.endsWith(".jar"), time(byName.values()));
      }
    }
    zip.finish(directory.comment(), directory.zip64());
  }

  /** The time of the youngest entry, so that a new one does not depend on the clock. */
  private static int time(Collection<ZipEntry> entries) {
    return entries.stream().map(ZipEntry::time).max(Integer::compareUnsigned).orElse(NO_TIME);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
