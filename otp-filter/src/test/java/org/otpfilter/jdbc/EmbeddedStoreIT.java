package org.otpfilter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otpfilter.device.UserAccount;

/** The embedded database: its folder, its lock, and what is left of it after a kill. */
class EmbeddedStoreIT {

  @Test
  void stepsWhenTheProcessIsKilledThenNoneThatWasAcceptedIsLost(@TempDir Path folder)
      throws Exception {
    long before = 0;
    for (int kill = 0; kill < 5; kill++) {
      long accepted = killedAfter(folder, before + 25);
      try (Store store = StepWriter.open(folder)) {
        long kept = StepWriter.lastStep(store);
        assertThat(kept).isBetween(accepted, accepted + 1);
        UserAccount account = store.devices().find(StepWriter.USER);
        assertThat(account.devices()).hasSize(1);
        assertThat(account.standing().locked()).isFalse();
        before = kept;
      }
    }
  }

  /** The last step that a process said was accepted before it was killed at that step or later. */
  private static long killedAfter(Path folder, long step) throws Exception {
    Process writer = StepWriter.start(folder);
    long last = -1;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
      boolean killed = false;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last = Math.max(last, Long.parseLong(line));
        if (!killed && last >= step) {
          writer.destroyForcibly();
          killed = true;
        }
      }
    } catch (IOException | NumberFormatException e) {
      // the pipe ends in the middle of a line
    }
    writer.destroyForcibly().waitFor();
    assertThat(last).isGreaterThanOrEqualTo(step);
    return last;
  }

  @Test
  void startWhenAnotherProcessHasTheDatabaseThenTheMessageNamesTheFolder(@TempDir Path folder)
      throws Exception {
    Process other = StepWriter.start(folder);
    try (BufferedReader output = other.inputReader(StandardCharsets.US_ASCII)) {
      assertThat(output.readLine()).isNotNull();

      assertThatThrownBy(() -> StepWriter.open(folder))
          .isInstanceOf(StoreStartException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("is in use, by another process or by this application itself")
          .hasMessageContaining("data-dir");
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void folderWhenMadeThenOnlyItsOwnerSeesIt(@TempDir Path parent) throws IOException {
    Path folder = parent.resolve("data with blank").resolve("app");

    StepWriter.open(folder).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("otp.mv.db");
    }
  }

  @Test
  void folderWhenH2CannotNameItThenTheMessageSaysSo(@TempDir Path parent) {
    assertThatThrownBy(() -> StepWriter.open(parent.resolve("a;b")))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("H2 takes no ;");
  }

  @Test
  void folderWhenAFileIsInItsPlaceThenTheMessageNamesIt(@TempDir Path parent) throws IOException {
    Path file = Files.createFile(parent.resolve("taken"));

    assertThatThrownBy(() -> StepWriter.open(file.resolve("app")))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining(file.toString());
  }
}
