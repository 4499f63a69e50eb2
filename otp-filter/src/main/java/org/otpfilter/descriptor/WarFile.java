package org.otpfilter.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A WAR whose entries are safe to unpack: names stay below the root and stand once, and there is
 * not more in it than {@link #MOST_ENTRIES} and {@link #MOST_BYTES} allow. It writes nothing.
 */
public final class WarFile implements AppFiles {

  /** More entries than any real application has. */
  public static final int MOST_ENTRIES = 200_000;

  /** Two gibibytes unpacked. */
  public static final long MOST_BYTES = 2L << 30;

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  private final ZipFile zip;
  private final List<ZipEntry> entries;
  private final SortedMap<String, ZipEntry> files = new TreeMap<>();

  private WarFile(ZipFile zip, List<ZipEntry> entries) {
    this.zip = zip;
    this.entries = List.copyOf(entries);
    entries.stream().filter(e -> !e.isDirectory()).forEach(e -> files.put(e.getName(), e));
  }

  /**
   * Opens the WAR and checks its table of contents.
   *
   * @throws UnreadableAppException if it is no WAR, or one that is not safe
   */
  public static WarFile open(Path path) {
    try {
      return open(path, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | ZipException e) {
      // a comment in an old archiver's code page: the JDK says so here or there, by its version
      return openOld(path, e);
    } catch (IOException e) {
      throw isNone(path, e);
    }
  }

  private static WarFile openOld(Path path, Exception first) {
    try {
      return open(path, StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      throw new UnreadableAppException(
          path + ": has a comment that is not in the UTF-8 that it says", e);
    } catch (IOException e) {
      throw first instanceof IOException original ? isNone(path, original) : isNone(path, e);
    }
  }

  private static UnreadableAppException isNone(Path path, IOException e) {
    return new UnreadableAppException(path + ": is no WAR: " + e.getMessage(), e);
  }

  private static WarFile open(Path path, Charset charset) throws IOException {
    ZipFile zip = trusting(path, () -> new ZipFile(path.toFile(), charset));
    try {
      if (zip.size() > MOST_ENTRIES) {
        throw new UnreadableAppException(
            path + ": has " + zip.size() + " entries; at most " + MOST_ENTRIES + " are taken");
      }
      List<? extends ZipEntry> entries = trusting(path, () -> Collections.list(zip.entries()));
      return new WarFile(zip, checked(path, entries));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  /** Runs the JDK's reader, which believes the numbers of Zip64 records. */
  private static <T> T trusting(Path path, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (NegativeArraySizeException | IndexOutOfBoundsException e) {
      throw new UnreadableAppException(path + ": is no WAR: its directory is damaged", e);
    }
  }

  private static List<ZipEntry> checked(Path path, List<? extends ZipEntry> listed) {
    List<ZipEntry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    long bytes = 0;
    for (ZipEntry entry : listed) {
      String name = entry.getName();
      String refusal = refusal(name);
      if (!refusal.isEmpty()) {
        throw new UnreadableAppException(path + ": the entry " + quoted(name) + " " + refusal);
      }
      if (!seen.add(name.endsWith("/") ? name.substring(0, name.length() - 1) : name)) {
        throw new UnreadableAppException(path + ": has two entries " + quoted(name));
      }
      bytes += Math.max(0, entry.getSize());
      if (bytes > MOST_BYTES) {
        throw new UnreadableAppException(path + ": holds more than 2 GiB when unpacked");
      }
      entries.add(entry);
    }
    return entries;
  }

  private static String refusal(String name) {
    if (name.isEmpty() || name.startsWith("/") || DRIVE.matcher(name).matches()) {
      return "has an absolute name";
    }
    if (name.indexOf('\\') >= 0) {
      return "has a backslash in its name";
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return "has a control character in its name";
    }
    for (String segment : name.split("/", -1)) {
      if (segment.equals("..") || segment.equals(".")) {
        return "leads elsewhere by '" + segment + "' in its name";
      }
    }
    return name.contains("//") ? "has an empty folder in its name" : "";
  }

  private static String quoted(String name) {
    StringBuilder shown = new StringBuilder("'");
    name.codePoints()
        .limit(200)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return shown.append('\'').toString();
  }

  /** The table of contents with its folders, in its own order. */
  public List<ZipEntry> entries() {
    return entries;
  }

  @Override
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(files.keySet()));
  }

  @Override
  public InputStream open(String name) throws IOException {
    ZipEntry entry = files.get(name);
    InputStream in = entry == null ? null : zip.getInputStream(entry);
    if (entry == null || in == null) {
      throw new NoSuchFileException(name);
    }
    return new BoundedStream(in, Math.max(0, entry.getSize()), name);
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UnreadableAppException(zip.getName() + ": cannot be closed", e);
    }
  }
}
