package org.otpfilter.proof.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otpfilter.proof.Browser;
import org.otpfilter.proof.DatabaseOptions;
import org.otpfilter.proof.Wire;

/** The key file goes away under load, or comes back as another. */
final class KeysIT {

  @Test
  void keyFileWhenLostThenWhoRunsGoesOnAndNobodyStartsWithoutIt(@TempDir Path folder)
      throws Exception {
    Path keys = Files.writeString(folder.resolve("keys"), DatabaseOptions.KEY + "\n");
    String[] setting = {"--set=secret-key-file=" + keys, "--secret-key="};
    DatabaseServer server = DatabaseServer.Kind.postgresql.start(folder.resolve("db"), List.of());
    try (Scene scene = Scene.set(server, 5_000, setting)) {
      Drill.Outcome outcome =
          new Drill(scene, Duration.ZERO).run("the key file lost", lost(scene, keys));

      assertThat(outcome.violations()).isEmpty();
      assertThat(scene.crowd().journal().refusals()).as("told 503").isZero();
      verifiesAt(scene.node(List.of(), setting), scene);
    }
  }

  private static Fault lost(Scene scene, Path keys) {
    byte[] wrong = new byte[32];
    Arrays.fill(wrong, (byte) 7);
    String name = DatabaseOptions.KEY.substring(0, DatabaseOptions.KEY.indexOf(':') + 1);
    String[] setting = {"--set=secret-key-file=" + keys, "--secret-key="};
    return new Fault() {
      private int refused;

      @Override
      public void begin() throws Exception {
        Files.delete(keys);
        refuses(scene, setting, "is not a file that can be read");
        Files.createDirectory(keys);
        refuses(scene, setting, "is not a file that can be read");
        Files.delete(keys);
        Files.writeString(keys, name + Base64.getEncoder().encodeToString(wrong) + "\n");
        refuses(scene, setting, "secret-key does not open what is stored");
        Files.writeString(keys, "other:" + Base64.getEncoder().encodeToString(wrong) + "\n");
        refuses(scene, setting, "secret-key does not open what is stored");
      }

      private void refuses(Scene at, String[] arguments, String why) {
        assertThatThrownBy(() -> at.node(List.of(), arguments))
            .hasMessageContaining("the program has ended")
            .hasMessageContaining(why)
            .hasMessageNotContaining(Base64.getEncoder().encodeToString(wrong));
        refused++;
      }

      @Override
      public boolean hasStruck() {
        return refused == 4;
      }

      @Override
      public void end() throws Exception {
        Files.writeString(keys, DatabaseOptions.KEY + "\n");
      }
    };
  }

  private static void verifiesAt(int port, Scene scene) throws Exception {
    try (Wire wire = new Wire(port)) {
      Browser browser = scene.newBrowser();
      assertThat(browser.signIn(wire)).isEqualTo(204);
      assertThat(browser.openChallenge(wire)).isEqualTo(200);
      assertThat(browser.verify(wire)).isTrue();
    }
  }
}
