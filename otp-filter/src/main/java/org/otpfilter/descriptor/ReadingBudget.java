package org.otpfilter.descriptor;

/**
 * How much of one application is still read and remembered, so that a small file that unpacks to
 * much exhausts neither time nor memory. What was read of something broken counts too.
 */
final class ReadingBudget {

  /** Characters of names; real applications have a small part of it. */
  private static final int MOST_NAMES = 16 << 20;

  private long bytes = WarFile.MOST_BYTES;
  private int names = MOST_NAMES;

  /** Counts what was unpacked. */
  void takeBytes(long unpacked) {
    bytes -= unpacked;
    if (bytes < 0) {
      throw new UnreadableAppException("WEB-INF/lib holds more than 2 GiB when unpacked");
    }
  }

  /** Counts a name that will be remembered. */
  void keepName(String name) {
    // an entry costs more than its characters
    names -= name.length() + 32;
    if (names < 0) {
      throw new UnreadableAppException("it holds more names than any application");
    }
  }
}
