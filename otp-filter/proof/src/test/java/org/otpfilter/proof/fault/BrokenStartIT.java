package org.otpfilter.proof.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otpfilter.proof.Jvm;
import org.otpfilter.proof.Node;

/**
 * The first start, in an empty database, is broken off at one place after the other: after so many
 * bytes of the server's answers. Whatever is left there, the next start makes the tables whole.
 */
final class BrokenStartIT {
  private static final int FIRST = 300;
  private static final double GROWTH = 1.6;
  private static final int MOST = 10_000_000;

  @ParameterizedTest
  @EnumSource
  void startWhenBrokenOffAnywhereThenTheNextOneWorks(DatabaseServer.Kind kind, @TempDir Path folder)
      throws Exception {
    Tools.need(kind);
    try (DatabaseServer server = kind.start(folder, List.of())) {
      List<String> whole = null;
      int broken = 0;
      int bytes = FIRST;
      boolean cut = true;
      int partly = 0;
      while (cut) {
        assertThat(bytes).as("bytes after which a start still fails").isLessThan(MOST);
        server.run(server.emptied());
        try (FaultProxy proxy = new FaultProxy(server.port())) {
          proxy.cutAfter(bytes);
          cut = !starts(server, proxy.port());
        }
        broken += cut ? 1 : 0;
        int left = cut ? server.tables().size() : 0;
        assertThat(starts(server, server.port())).as("after a cut at %d", bytes).isTrue();
        List<String> tables = server.tables();
        whole = whole == null ? tables : whole;
        partly += left > 0 && left < whole.size() ? 1 : 0;
        assertThat(tables).as("after a cut at %d", bytes).isEqualTo(whole);
        bytes = (int) (bytes * GROWTH);
      }
      System.out.println(
          kind + ": a start was broken off at " + broken + " places, tables in part at " + partly);
      assertThat(broken).as("places").isGreaterThan(5);
      if (kind == DatabaseServer.Kind.mariadb) {
        // where DDL rolls back, only Flyway's own table can be there without the others
        assertThat(partly).as("places within the making of tables").isPositive();
      }
    }
  }

  private static boolean starts(DatabaseServer server, int port) throws IOException {
    List<String> arguments =
        List.of("--jdbc-url=" + server.url(port), "--jdbc-user=" + DatabaseServer.APP);
    try (Jvm node = Jvm.start(List.of(), List.of(), Node.class, arguments)) {
      node.line();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
