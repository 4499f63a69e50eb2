package org.otpfilter.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * CPU time of a process and of all that it has started, those that have ended as well, from {@code
 * /proc}: exact to a hundredth of a second.
 */
final class ProcessCpu {
  private static final double TICKS_PER_SECOND = 100;
  private static final int UTIME = 11;

  private ProcessCpu() {}

  /** Seconds so far. */
  static double seconds(long pid) {
    long[] pids =
        Stream.concat(
                ProcessHandle.of(pid).stream(),
                ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants))
            .mapToLong(ProcessHandle::pid)
            .toArray();
    return LongStream.of(pids).map(ProcessCpu::ticks).sum() / TICKS_PER_SECOND;
  }

  /**
   * The four counters utime, stime, cutime, cstime; they follow the name, which may hold blanks.
   */
  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long sum = 0;
      for (int i = UTIME; i < UTIME + 4; i++) {
        sum += Long.parseLong(fields[i]);
      }
      return sum;
    } catch (NoSuchFileException e) {
      return 0; // has ended: its parent counts it now
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Memory that the process has now, in MiB; empty where that cannot be seen. */
  static Optional<Long> residentMib(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst();
  }
}
