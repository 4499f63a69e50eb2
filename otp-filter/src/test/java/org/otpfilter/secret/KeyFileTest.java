package org.otpfilter.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {

  private final Randomness randomness = new Randomness();

  @TempDir Path home;

  @Test
  void linesWhenReadThenWithoutBlanksAndComments() throws IOException {
    Path file = Files.writeString(home.resolve("keys"), "# new\r\n\n k2:bbb \n#k0:zzz\nk1:aaa");

    assertThat(KeyFile.read(file)).containsExactly("k2:bbb", "k1:aaa");
  }

  @Test
  void fileWhenMissingThenSaysWhich() {
    Path file = home.resolve("nowhere");

    assertThatThrownBy(() -> KeyFile.read(file))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void fileWhenMadeThenHoldsOneUsableKeyAndLeavesNothingElse() throws IOException {
    Path file = home.resolve("a/b/secret.key");

    List<String> lines = KeyFile.readOrCreate(file, randomness);

    assertThat(SealingKeys.parse(lines, randomness).keyIds()).hasSize(1);
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void fileWhenMadeThenOnlyItsOwnerGetsIn() throws IOException {
    assumeThat(home.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Path file = home.resolve("data/secret.key");

    KeyFile.readOrCreate(file, randomness);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(KeyFile.isOpenToOthers(file)).isFalse();
  }

  @Test
  void fileWhenOthersMayReadThenSaysSo() throws IOException {
    assumeThat(home.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Path file = home.resolve("secret.key");
    KeyFile.readOrCreate(file, randomness);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(KeyFile.isOpenToOthers(file)).isTrue();
    assertThat(KeyFile.read(file)).hasSize(1);
  }

  @Test
  void fileWhenThereThenNeverWrittenOver() throws IOException {
    Path file = home.resolve("secret.key");
    List<String> first = KeyFile.readOrCreate(file, randomness);

    assertThat(KeyFile.readOrCreate(file, randomness)).isEqualTo(first);
  }

  @Test
  void fileWhenADraftWasLeftByAKillThenStillMade() throws IOException {
    Path file = home.resolve("secret.key");
    Files.writeString(home.resolve("secret.key123.new"), "k1:half");

    List<String> lines = KeyFile.readOrCreate(file, randomness);

    assertThat(SealingKeys.parse(lines, randomness).sealingKeyId()).isNotEmpty();
  }

  @Test
  void fileWhenManyStartAtOnceThenAllGetTheSameKey() throws Exception {
    int starts = 16;
    ExecutorService pool = Executors.newFixedThreadPool(starts);
    try {
      for (int round = 0; round < 20; round++) {
        Path file = home.resolve("round" + round + "/secret.key");
        CyclicBarrier gate = new CyclicBarrier(starts);
        Callable<List<String>> start =
            () -> {
              gate.await();
              return KeyFile.readOrCreate(file, randomness);
            };
        List<List<String>> seen =
            pool.invokeAll(Stream.generate(() -> start).limit(starts).toList()).stream()
                .map(KeyFileTest::get)
                .toList();

        assertThat(seen).containsOnly(KeyFile.read(file));
      }
    } finally {
      pool.shutdown();
    }
  }

  private static List<String> get(Future<List<String>> result) {
    try {
      return result.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
