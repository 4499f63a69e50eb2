package org.example.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.LogManager;

/** The terminal that Ledger was started from: its options, its words, its exit code. */
@SuppressWarnings("SystemOut") // the person who started it reads the standard streams
final class Console {

  private Console() {}

  static int port() {
    String value = System.getProperty("demo.port", "8080");
    try {
      int port = Integer.parseInt(value.strip());
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    throw new StartException("demo.port=" + value + " is not a port (0 to 65535)");
  }

  static Path data() {
    return Path.of(System.getProperty("demo.data", "demo-data"));
  }

  static void prepareLogging() {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    try (InputStream settings =
        Objects.requireNonNull(Console.class.getResourceAsStream("logging.properties"))) {
      LogManager.getLogManager().readConfiguration(settings);
    } catch (IOException e) {
      throw new StartException("The logging settings cannot be read: " + e, e);
    }
  }

  static void welcome(Ledger ledger) {
    System.out.printf(
        """

        Ledger is open at %s

          accounts   alice / wonderland
                     bob / builder
                     carol / singer (role admin)

          next       Sign in with one of them. You are then asked to enrol a second factor: scan the
                     picture with an authenticator app, or take the secret shown under it to
                         oathtool --totp -b SECRET
                     and type the six digits. Keep the recovery codes; sign out, sign in again.

          data       %s (delete it to begin anew)
          stop       Ctrl-C

        """,
        ledger.address(), ledger.data());
  }

  static void stop(Ledger ledger) {
    try {
      ledger.close();
    } catch (RuntimeException e) {
      System.err.println(Causes.text(e));
    }
  }

  /** Ends the process: under Maven, an exception would bury the message in a build failure. */
  static void fail(StartException failure) {
    System.err.println("Ledger did not start: " + failure.getMessage());
    System.exit(1);
  }
}
