package org.otpfilter.proof.fault;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small disk, in memory, that only processes see which are started {@link #inside} it. It goes
 * with its holder, whatever becomes of this process. Needs the right to mount.
 */
final class SmallDisk implements AutoCloseable {
  private static final String HOLD =
      "mount -t tmpfs -o size=\"$1\"m tmpfs \"$0\" && echo mounted && exec cat";

  private final Path folder;
  private final Process holder;

  private SmallDisk(Path folder, Process holder) {
    this.folder = folder;
    this.holder = holder;
  }

  /** Whether this process may mount one. */
  static boolean isAllowed() throws IOException, InterruptedException {
    Process tried = new ProcessBuilder("unshare", "--mount", "true").start();
    return tried.waitFor(10, TimeUnit.SECONDS) && tried.exitValue() == 0;
  }

  /** Mounts it. */
  static SmallDisk mount(Path folder, int mib) throws IOException {
    Files.createDirectories(folder);
    Process holder =
        new ProcessBuilder(
                "unshare", "--mount", "sh", "-c", HOLD, folder.toString(), String.valueOf(mib))
            .redirectErrorStream(true)
            .start();
    InputStream out = holder.getInputStream();
    String said = new String(out.readNBytes("mounted\n".length()), StandardCharsets.UTF_8);
    if (!said.equals("mounted\n")) {
      holder.getOutputStream().close();
      throw new IOException(
          "no small disk: " + said + new String(out.readAllBytes(), StandardCharsets.UTF_8));
    }
    return new SmallDisk(folder, holder);
  }

  /** What runs a command inside. */
  List<String> inside() {
    return List.of("nsenter", "--mount=/proc/" + holder.pid() + "/ns/mnt", "--wd=" + folder);
  }

  /** Writes until nothing more fits; what was written before stays. */
  void fill() throws IOException {
    byte[] some = new byte[4096];
    try (OutputStream out = Files.newOutputStream(inHolder(), CREATE, APPEND)) {
      while (true) {
        out.write(some);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  /** The ballast as this process can reach it. */
  private Path inHolder() {
    String inside = folder.toAbsolutePath().resolve("ballast").toString();
    return Path.of("/proc/" + holder.pid() + "/root" + inside);
  }

  /** Takes away what {@link #fill} wrote. */
  void free() throws IOException {
    Files.deleteIfExists(inHolder());
  }

  @Override
  public void close() {
    try {
      holder.getOutputStream().close();
      holder.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      holder.destroyForcibly();
    } catch (InterruptedException e) {
      holder.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
