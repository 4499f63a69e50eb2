package org.otpfilter.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Where a server process spent its time, as text: from the samples of a flight recording. */
final class Profile {
  private static final int SHOWN = 40;
  private static final List<String> PARTS =
      List.of(
          "org.otpfilter.proof",
          "org.otpfilter",
          "org.postgresql",
          "com.zaxxer.hikari",
          "com.github.mustachejava",
          "com.github.benmanes",
          "org.eclipse.jetty",
          "jakarta.servlet",
          "com.sun.crypto",
          "sun.security",
          "javax.crypto",
          "java.util.logging",
          "sun.nio",
          "java.net");

  private static final List<String> LOOKED_INTO =
      List.of(
          "org.otpfilter",
          "org.postgresql.core.v3.QueryExecutorImpl",
          "com.zaxxer.hikari.HikariDataSource",
          "com.github.mustachejava.DefaultMustache");

  private final Map<String, Long> own = new TreeMap<>();
  private final Map<String, Long> within = new TreeMap<>();
  private long samples;

  private Profile() {}

  /** Options of a JVM that records itself, and leaves the file at its end. */
  static List<String> recording(Path file) {
    return List.of(
        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file,
        "-Xlog:jfr+startup=off");
  }

  /** Reads the file. */
  static String text(Path file) throws IOException {
    Profile profile = new Profile();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        var event = recording.readEvent();
        RecordedStackTrace trace = event.getStackTrace();
        if (event.getEventType().getName().equals("jdk.ExecutionSample") && trace != null) {
          profile.add(trace.getFrames());
        }
      }
    }
    return profile.text();
  }

  private void add(List<RecordedFrame> frames) {
    samples++;
    own.merge(part(frames.get(0)), 1L, Long::sum);
    Set<String> seen = new HashSet<>();
    for (RecordedFrame frame : frames) {
      String type = frame.getMethod().getType().getName();
      if (LOOKED_INTO.stream().anyMatch(type::startsWith)
          && !type.contains("$$Lambda")
          && seen.add(type + "." + frame.getMethod().getName())) {
        within.merge(type + "." + frame.getMethod().getName(), 1L, Long::sum);
      }
    }
  }

  private static String part(RecordedFrame frame) {
    String type = frame.getMethod().getType().getName();
    return PARTS.stream().filter(type::startsWith).findFirst().orElse("the rest of the JDK");
  }

  private String text() {
    return samples
        + " samples of threads in Java code\n\nin the code of\n"
        + lines(own)
        + "\nin or below, of the product, the driver, the pool and the templates\n"
        + lines(within);
  }

  private String lines(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(SHOWN)
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "%5.1f %%  %s%n",
                    100.0 * entry.getValue() / samples,
                    entry.getKey()))
        .collect(Collectors.joining());
  }
}
