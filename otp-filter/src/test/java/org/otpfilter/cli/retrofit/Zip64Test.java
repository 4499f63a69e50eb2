package org.otpfilter.cli.retrofit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpfilter.cli.CommandException;
import org.otpfilter.descriptor.AppFiles;
import org.otpfilter.descriptor.AppReader;
import org.otpfilter.descriptor.FilterDef;
import org.otpfilter.descriptor.Flavour;
import org.otpfilter.descriptor.UnreadableAppException;
import org.otpfilter.descriptor.WebApp;

/** WARs with the records of large archives, as other tools write them, and forged ones. */
final class Zip64Test {

  private static final int MANY = 66_000;
  private static final String NEW_JAR = "WEB-INF/lib/otp-filter-1.0-dropin-javax.jar";

  @TempDir Path folder;
  private Path in;
  private Path out;
  private Retrofit retrofit;

  @BeforeEach
  void setUp() throws IOException {
    in = folder.resolve("app.war");
    out = folder.resolve("new.war");
    Path shelf = Files.createDirectory(folder.resolve("shelf"));
    retrofit = new Retrofit(new JarShelf(Wars.shelf(shelf, Flavour.JAVAX, Flavour.JAKARTA)));
  }

  @Test
  void warWhenOfManyEntriesThenDoctorAndRetrofitTakeAllOfThem() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(in))) {
      zip.putNextEntry(new java.util.zip.ZipEntry(WebXml.NAME));
      zip.write(Descriptors.utf8(Descriptors.full()));
      for (int i = 0; i < MANY; i++) {
        zip.putNextEntry(new java.util.zip.ZipEntry("static/" + i));
        zip.write(i);
      }
    }
    assertThat(read(in).files()).hasSize(MANY + 1);
    there(MANY + 1);
  }

  /** Each size and offset stands in an extra field, in both headers, packed or not. */
  @ParameterizedTest
  @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
  void warWhenEveryEntryHasTheLargeFieldsThenDoctorAndRetrofitTakeIt(int method)
      throws IOException {
    large(method);
    assertThat(indexOf(Files.readAllBytes(in), ZipDirectory.LOCATOR)).isPositive();
    there(3);
  }

  /** Retrofits it and takes that back; the JDK and the doctor read the same each time. */
  private void there(int count) throws IOException {
    Map<String, String> before = entries(in);
    assertThat(before).hasSize(count);
    install();
    Map<String, String> after = entries(out);
    assertThat(after).hasSize(count + 1);
    assertThat(read(out).merged().filters()).extracting(FilterDef::name).contains("otp");
    assertThat(after.remove(NEW_JAR)).isNotNull();
    assertThat(after.put(WebXml.NAME, before.get(WebXml.NAME)))
        .isNotEqualTo(before.get(WebXml.NAME));
    assertThat(after).isEqualTo(before);
    Path back = folder.resolve("back.war");
    retrofit.remove(out, back);
    assertThat(entries(back)).isEqualTo(before);
    assertThat(read(back).merged().filters()).isEqualTo(read(in).merged().filters());
  }

  @Test
  void directoryWhenOfNegativeSizeOrPlaceThenRefused() throws IOException {
    large(ZipEntry.STORED);
    for (int field : new int[] {32, 40, 48}) {
      for (long number : new long[] {-1, -60, Long.MIN_VALUE, Long.MAX_VALUE}) {
        byte[] war = Files.readAllBytes(in);
        numbers(war).putLong(indexOf(war, ZipDirectory.END_64) + field, number);
        // the other end says that the numbers stand there
        numbers(war).putShort(end(war) + 10, (short) -1).putLong(end(war) + 12, -1);
        refuses(war);
      }
    }
  }

  /** What overflows when it is added up lies neither before nor behind anything. */
  @Test
  void entryWhenItsNumbersOverflowThenRefused() throws IOException {
    large(ZipEntry.DEFLATED);
    for (int field : new int[] {0, 8, 16}) {
      for (long number : new long[] {Long.MAX_VALUE, Long.MAX_VALUE - 40, Long.MIN_VALUE, -1}) {
        for (int before : new int[] {0, 9}) {
          byte[] war = Files.readAllBytes(in);
          ByteBuffer bytes = numbers(war);
          int record = indexOf(war, ZipEntry.RECORD);
          int extra = record + ZipEntry.FIXED + bytes.getShort(record + 28);
          assertThat(bytes.getShort(extra)).isEqualTo((short) 1);
          bytes.putLong(extra + 4 + field, number);
          byte[] moved = new byte[before + war.length];
          System.arraycopy(war, 0, moved, before, war.length);
          pointTo(moved, indexOf(moved, ZipDirectory.END_64));
          refuses(moved);
        }
      }
    }
  }

  /**
   * Other readers go where the locator points, so a second record there would be another archive.
   */
  @Test
  void directoryWhenItsLocatorPointsElsewhereThenRefused() throws IOException {
    large(ZipEntry.STORED);
    byte[] war = Files.readAllBytes(in);
    pointTo(war, indexOf(war, ZipDirectory.END_64) - 1);
    refuses(war);
  }

  /** What stands before an archive, such as a start script, moves all that its numbers count. */
  @Test
  void warWhenSomethingStandsBeforeItThenInstalledAndTakenOutAgain() throws IOException {
    large(ZipEntry.STORED);
    byte[] war = Files.readAllBytes(in);
    byte[] script = "#!/bin/sh\nexec java -jar $0\n".getBytes(StandardCharsets.US_ASCII);
    byte[] moved = new byte[script.length + war.length];
    System.arraycopy(script, 0, moved, 0, script.length);
    System.arraycopy(war, 0, moved, script.length, war.length);
    pointTo(moved, indexOf(moved, ZipDirectory.END_64));
    Files.write(in, moved);
    Map<String, String> before = entries(in);

    install();

    assertThat(entries(out)).containsKeys(before.keySet().toArray(String[]::new));
    Path back = folder.resolve("script-back.war");
    retrofit.remove(out, back);
    assertThat(entries(back)).isEqualTo(before);
  }

  private static void pointTo(byte[] war, int place) {
    numbers(war).putLong(indexOf(war, ZipDirectory.LOCATOR) + 8, place);
  }

  @Test
  void directoryWhenItNamesMoreThanTheDoctorTakesThenRefused() throws IOException {
    large(ZipEntry.STORED);
    byte[] war = Files.readAllBytes(in);
    long more = org.otpfilter.descriptor.WarFile.MOST_ENTRIES + 1L;
    numbers(war).putLong(indexOf(war, ZipDirectory.END_64) + 32, more);
    numbers(war).putShort(end(war) + 10, (short) 0xFFFF);
    Files.write(in, war);
    assertThatThrownBy(this::install)
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("200001 entries; at most 200000");
  }

  @Test
  void directoryWhenItsTwoEndsDisagreeThenRefused() throws IOException {
    large(ZipEntry.STORED);
    byte[] war = Files.readAllBytes(in);
    numbers(war).putShort(end(war) + 10, (short) 2);
    refuses(war);
  }

  private void refuses(byte[] war) throws IOException {
    Path forged = Files.write(folder.resolve("forged.war"), war);
    assertThatThrownBy(() -> retrofit.install(forged, out, wishes()))
        .isInstanceOf(CommandException.class);
    assertThat(out).doesNotExist();
    try {
      read(forged);
    } catch (UnreadableAppException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private void large(int method) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(WebXml.NAME, Descriptors.full());
    files.put("a.txt", "content");
    files.put("empty.txt", "");
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(in.toFile())) {
      zip.setUseZip64(Zip64Mode.Always);
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
        entry.setMethod(method);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
      }
    }
  }

  private void install() throws IOException {
    retrofit.install(in, out, wishes());
  }

  private static Wishes wishes() {
    return new Wishes("remote-user", List.of("/* verified"), List.of(), Optional.empty());
  }

  private static WebApp read(Path war) {
    try (AppFiles files = AppFiles.of(war)) {
      return AppReader.read(files, "app.war");
    }
  }

  private static Map<String, String> entries(Path war) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(war.toFile())) {
      Enumeration<? extends java.util.zip.ZipEntry> all = zip.entries();
      while (all.hasMoreElements()) {
        java.util.zip.ZipEntry entry = all.nextElement();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        zip.getInputStream(entry).transferTo(content);
        entries.put(
            entry.getName(),
            entry.getMethod()
                + "|"
                + entry.getTime()
                + "|"
                + Arrays.hashCode(content.toByteArray()));
      }
    }
    return entries;
  }

  private static ByteBuffer numbers(byte[] war) {
    return ByteBuffer.wrap(war).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int indexOf(byte[] war, int mark) {
    ByteBuffer bytes = numbers(war);
    for (int at = 0; at + 4 <= war.length; at++) {
      if (bytes.getInt(at) == mark) {
        return at;
      }
    }
    return -1;
  }

  private static int end(byte[] war) {
    return war.length - ZipDirectory.END_LENGTH;
  }
}
