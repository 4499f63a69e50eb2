package org.otpfilter.proof;

import java.io.IOException;
import picocli.CommandLine.Option;

/** How long a server process goes on: as long as whoever started it. */
final class Parent {

  @Option(
      names = "--stay",
      description = "go on when standard input closes, until killed (else it ends with it)")
  boolean stay;

  /** Waits for the end of standard input, or for ever. */
  void await() throws IOException, InterruptedException {
    if (stay) {
      Thread.currentThread().join();
    }
    while (System.in.read() >= 0) {
      // nothing is said to it
    }
  }
}
