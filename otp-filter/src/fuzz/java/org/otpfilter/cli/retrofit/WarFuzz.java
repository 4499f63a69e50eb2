package org.otpfilter.cli.retrofit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.otpfilter.cli.CommandException;
import org.otpfilter.descriptor.Flavour;
import org.otpfilter.testing.Archives;

/**
 * An archive is refused for a reason and nothing is written, or gets the product: then the JDK
 * reads every other entry as it was, and removal gives back all of them.
 */
final class WarFuzz {
  private static final Retrofit RETROFIT = new Retrofit(new JarShelf(shelf()));
  private static final Wishes WISHES =
      new Wishes("remote-user", List.of("/* verified"), List.of(), Optional.empty());

  private WarFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    byte[] archive = Archives.summed(data);
    Path in = Archives.put("in.war", archive);
    Path out = Archives.free("out.war");
    try {
      RETROFIT.install(in, out, WISHES);
    } catch (CommandException e) {
      refused(e, out);
      return;
    }
    if (!Arrays.equals(Files.readAllBytes(in), archive)) {
      throw new AssertionError("the input was changed");
    }
    Map<String, String> before = entries(in);
    if (before.isEmpty()) {
      // taken by this reader, not by the JDK's: there is nothing to compare with
      return;
    }
    if (!namesOurFilter(out)) {
      throw new AssertionError("taken, but the filter is not in it");
    }
    Path back = Archives.free("back.war");
    RETROFIT.remove(out, back);
    compare(before, entries(out), entries(back));
  }

  private static boolean namesOurFilter(Path war) throws IOException {
    try (ZipFile zip = new ZipFile(war.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(WebXml.NAME))) {
      return WebXml.of(in.readAllBytes()).namesOurFilter();
    }
  }

  private static void refused(CommandException e, Path out) {
    if (String.valueOf(e.getMessage()).isBlank() || Files.exists(out)) {
      throw new AssertionError("refused, but not as it should be", e);
    }
  }

  private static void compare(
      Map<String, String> before, Map<String, String> after, Map<String, String> back) {
    Map<String, String> kept = new LinkedHashMap<>(after);
    kept.keySet().retainAll(before.keySet());
    Map<String, String> old = new LinkedHashMap<>(before);
    if (old.remove(WebXml.NAME) != null) {
      kept.remove(WebXml.NAME);
    }
    boolean sameOrder = List.copyOf(kept.keySet()).equals(List.copyOf(old.keySet()));
    if (!kept.equals(old) || !sameOrder) {
      throw new AssertionError("another entry is changed");
    }
    long jars = after.keySet().stream().filter(name -> !before.containsKey(name)).count();
    if (jars < 1 || jars > 2 || after.keySet().stream().anyMatch(WarFuzz::leadsElsewhere)) {
      throw new AssertionError("other entries: " + after.keySet());
    }
    if (!contents(back).equals(contents(before))) {
      throw new AssertionError("not restored: " + back.keySet());
    }
  }

  private static boolean leadsElsewhere(String name) {
    Path root = Path.of("/application");
    Path place = root.resolve(name);
    return !place.startsWith(root) || !place.normalize().equals(place);
  }

  /**
   * The rewritten web.xml is packed anew and has lost its extra fields, which may tell another time
   * than the entry itself; its content is the old one.
   */
  private static Map<String, String> contents(Map<String, String> entries) {
    Map<String, String> contents = new LinkedHashMap<>(entries);
    contents.computeIfPresent(WebXml.NAME, (name, all) -> all.substring(all.lastIndexOf('|')));
    return contents;
  }

  /** Each entry with all that the JDK says of it; none, if it takes the archive for broken. */
  private static Map<String, String> entries(Path war) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(war.toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(
              entry.getName(),
              extra(entry)
                  + entry.getCompressedSize()
                  + "|"
                  + entry.getMethod()
                  + entry.getTime()
                  + entry.getComment()
                  + "|"
                  + entry.getCrc()
                  + HexFormat.of().formatHex(in.readAllBytes()));
        }
      }
    } catch (ZipException | IllegalArgumentException e) {
      return Map.of();
    }
    return entries;
  }

  /** The extra fields, without the one that tells the place in the file, which may move. */
  private static String extra(ZipEntry entry) {
    byte[] extra = entry.getExtra();
    StringBuilder fields = new StringBuilder();
    if (extra != null) {
      ByteBuffer bytes = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.remaining() >= 4) {
        int id = bytes.getShort();
        byte[] field = new byte[Math.min(bytes.getShort() & 0xFFFF, bytes.remaining())];
        bytes.get(field);
        fields.append(id == 1 ? "" : id + HexFormat.of().formatHex(field));
      }
    }
    return fields.toString();
  }

  private static Path shelf() {
    try {
      Path folder = Files.createDirectories(Archives.free("shelf"));
      return Wars.shelf(folder, Flavour.JAKARTA, Flavour.JAVAX);
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
