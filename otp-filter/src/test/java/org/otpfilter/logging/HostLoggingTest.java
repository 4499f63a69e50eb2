package org.otpfilter.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What becomes of a log line where no host has an SLF4J. */
final class HostLoggingTest {
  private static final String NAME = "org.otpfilter.logging.test";

  private final List<LogRecord> lines = new ArrayList<>();
  private final java.util.logging.Logger jul = java.util.logging.Logger.getLogger(NAME);
  private final Handler handler = collecting(lines);
  private final Logger logger = new HostLogging().getLoggerFactory().getLogger(NAME);

  @BeforeEach
  void collect() {
    jul.setUseParentHandlers(false);
    jul.addHandler(handler);
  }

  @AfterEach
  void leave() {
    jul.removeHandler(handler);
    jul.setUseParentHandlers(true);
    jul.setLevel(null);
  }

  @Test
  void lineWhenLoggedThenKeepsNameLevelMessageAndThrowable() {
    Exception thrown = new IllegalStateException("broken");
    logger.warn("of {} and {}", "one", 2, thrown);
    assertThat(lines)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getLoggerName()).isEqualTo(NAME);
              assertThat(line.getSourceClassName()).isEqualTo(NAME);
              assertThat(line.getLevel()).isEqualTo(Level.WARNING);
              assertThat(line.getMessage()).isEqualTo("of one and 2");
              assertThat(line.getThrown()).isSameAs(thrown);
            });
  }

  @Test
  void levelsWhenSetThenAskedForAndMapped() {
    jul.setLevel(Level.FINE);
    assertThat(logger.isDebugEnabled()).isTrue();
    assertThat(logger.isTraceEnabled()).isFalse();
    logger.trace("not written");
    logger.debug("debug");
    logger.info("info");
    logger.error("error");
    assertThat(lines.stream().map(LogRecord::getLevel))
        .containsExactly(Level.FINE, Level.INFO, Level.SEVERE);
  }

  @Test
  void messageWhenItHoldsBracesThenWrittenAsItStands() {
    logger.info("{0} {}");
    assertThat(lines).extracting(LogRecord::getMessage).containsExactly("{0} {}");
  }

  private static Handler collecting(List<LogRecord> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line);
      }

      @Override
      public void flush() {
        // nothing is held back
      }

      @Override
      public void close() {
        // nothing to close
      }
    };
  }
}
