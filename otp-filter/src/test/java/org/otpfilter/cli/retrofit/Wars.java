package org.otpfilter.cli.retrofit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.otpfilter.descriptor.Flavour;

/** Makes archives for tests. */
final class Wars {

  static final String CLASS = "WEB-INF/classes/org/example/S.class";
  static final String OUR_CLASS = "org/otpfilter/OtpFilter.class";

  private Wars() {}

  /** An ordinary application of Servlet 3.1. */
  static Map<String, String> ordinary() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("META-INF/", "");
    files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n");
    files.put("WEB-INF/", "");
    files.put(WebXml.NAME, Descriptors.full());
    files.put("WEB-INF/lib/", "");
    files.put("WEB-INF/lib/old.jar", "not packed in truth");
    files.put(CLASS, "…javax/servlet/http/HttpServlet…");
    files.put("index.jsp", "<%= 1 %>\n".repeat(500));
    files.put("empty.txt", "");
    files.put("ünï.txt", "x");
    return files;
  }

  /** An archive as the content of an entry. */
  static String nested(Map<String, String> files) {
    try {
      return new String(bytes(files), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path path, Map<String, String> files) {
    try {
      return Files.write(path, bytes(files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Entries with all that entries can have: both packings, times, comments, extra fields. */
  static byte[] bytes(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setComment("made for a test");
      int day = 0;
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.ISO_8859_1);
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setLastModifiedTime(
            FileTime.from(Instant.parse("2011-05-01T10:00:00Z").plusSeconds(86_400L * day++)));
        if (day % 3 == 0) {
          entry.setComment("remark " + day);
          entry.setExtra(new byte[] {(byte) 0xFE, (byte) 0xCA, 2, 0, 1, (byte) day});
        }
        if (day % 2 == 0 || file.getKey().endsWith("/")) {
          CRC32 crc = new CRC32();
          crc.update(content);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(content.length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** A folder with a jar that looks like a drop-in jar, and perhaps the other one; the first. */
  static Path shelf(Path folder, Flavour... flavours) {
    Path first = null;
    for (Flavour flavour : flavours) {
      Path jar = folder.resolve("otp-filter-1.0" + flavour.jarSuffix());
      write(
          jar,
          Map.of(
              OUR_CLASS,
              "…" + flavour.servletFolder() + "Filter…",
              "org/otpfilter/inner/hikari/HikariDataSource.class",
              "x"));
      first = first == null ? jar : first;
    }
    return first;
  }

  /** Puts other bytes for the given ones, as long as they, wherever they stand. */
  static byte[] patched(byte[] bytes, String from, String to) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
