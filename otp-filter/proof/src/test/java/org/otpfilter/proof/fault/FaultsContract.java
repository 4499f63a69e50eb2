package org.otpfilter.proof.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever breaks under load: only codes that are right and unspent open, what was answered is
 * stored, and the same node serves again without a restart. {@code -Dproof.hold=10} keeps things
 * broken for ten seconds at least.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultsContract {
  private static final Duration HOLD = Duration.ofSeconds(Long.getLong("proof.hold", 0));
  private static final int DISK_MIB = 320;

  private final DatabaseServer.Kind kind;
  private Scene scene;

  FaultsContract(DatabaseServer.Kind kind) {
    this.kind = kind;
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Tools.need(kind);
    scene = Scene.set(kind.start(folder.resolve("server"), List.of()), 30_000);
  }

  @AfterAll
  void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "diskfull")
  void nodeWhenTheDatabaseBreaksThenNothingIsLostAndNothingOpens(FaultName fault) throws Exception {
    check(new Drill(scene, HOLD).run(fault.text(), fault.in(scene)));
  }

  @Test
  void nodeWhenTheDiskIsFullThenNothingIsLostAndNothingOpens(@TempDir Path folder)
      throws Exception {
    Tools.needTheRightToMount();
    try (SmallDisk disk = SmallDisk.mount(folder, DISK_MIB)) {
      DatabaseServer server = kind.start(folder.resolve("server"), disk.inside());
      try (Scene small = Scene.set(server, 10_000)) {
        Fault fault = FaultName.diskfull.in(small, disk);
        check(new Drill(small, HOLD).run(FaultName.diskfull.text(), fault));
      }
    }
  }

  private static void check(Drill.Outcome outcome) {
    System.out.println(outcome);
    assertThat(outcome.violations()).isEmpty();
  }
}
