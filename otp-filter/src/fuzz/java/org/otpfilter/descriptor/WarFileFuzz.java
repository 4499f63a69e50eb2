package org.otpfilter.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.otpfilter.testing.Archives;

/**
 * A WAR is read and judged, or refused for a reason. What is taken has names that stay below the
 * root, each once, and gives no more than it says.
 */
final class WarFileFuzz {
  private WarFileFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Path war = Archives.put("doctor.war", Archives.summed(data));
    try (WarFile files = WarFile.open(war)) {
      safe(files);
    } catch (UnreadableAppException e) {
      oneLine(e);
      return;
    }
    try (AppFiles files = AppFiles.of(war)) {
      WebApp app = AppReader.read(files, "app.war");
      List<Finding> findings = Diagnosis.of(app);
      if (findings.isEmpty() || !app.files().containsAll(files.names())) {
        throw new AssertionError("read, and nothing to say");
      }
    } catch (UnreadableAppException e) {
      oneLine(e);
    }
  }

  private static void safe(WarFile files) {
    Path root = Path.of("/application");
    Set<String> seen = new HashSet<>();
    long bytes = 0;
    for (ZipEntry entry : files.entries()) {
      Path place = root.resolve(entry.getName());
      if (!place.normalize().equals(place) || !place.startsWith(root) || place.equals(root)) {
        throw new AssertionError("leads elsewhere: " + entry.getName());
      }
      if (!seen.add(place.toString())) {
        throw new AssertionError("twice: " + entry.getName());
      }
      if (!entry.isDirectory()) {
        bytes += length(files, entry);
      }
    }
    if (bytes > WarFile.MOST_BYTES) {
      throw new AssertionError("more than may be: " + bytes);
    }
  }

  private static long length(WarFile files, ZipEntry entry) {
    long read = 0;
    try (InputStream in = files.open(entry.getName())) {
      byte[] buffer = new byte[1 << 12];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        read += n;
        if (read > Math.max(0, entry.getSize())) {
          throw new AssertionError(entry.getName() + " gives more than it says");
        }
      }
    } catch (IOException e) {
      // the documented answer to data that is broken or longer than said
      return 0;
    }
    return read;
  }

  private static void oneLine(UnreadableAppException e) {
    String message = String.valueOf(e.getMessage());
    if (message.isBlank() || message.chars().anyMatch(Character::isISOControl)) {
      throw new AssertionError("refused in other than a line: " + message, e);
    }
  }
}
