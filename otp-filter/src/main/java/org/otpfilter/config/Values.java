package org.otpfilter.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.otpfilter.policy.DurationText;

/**
 * Reads single values and collects what is wrong with them; a wrong value reads as its default, so
 * that reading goes on. It does not know what values mean together.
 */
final class Values {

  private static final String ENTRY_SEPARATOR = "[;\\r\\n]";

  private static final Set<String> PLANNED = Set.of("enrolment=invited");

  private final RawSettings raw;
  private final Path base;
  private final boolean elsewhere;
  private final List<SettingsProblem> problems;
  private final List<String> warnings;

  /**
   * Values from these texts.
   *
   * @param base the folder below which relative paths lie
   * @param elsewhere whether they are for another machine, so that this one tells nothing of them
   */
  Values(RawSettings raw, Path base, boolean elsewhere) {
    this.raw = raw;
    this.base = base;
    this.elsewhere = elsewhere;
    problems = new ArrayList<>(raw.problems());
    warnings = new ArrayList<>(raw.warnings());
    for (SettingKey key : SettingKey.values()) {
      if (raw.given(key).isPresent() && given(key).isEmpty()) {
        problem(key, "is empty");
      }
    }
  }

  private Optional<RawSettings.Given> given(SettingKey key) {
    return raw.given(key).filter(g -> !g.value().isEmpty() || key.mayBeEmpty());
  }

  boolean isGiven(SettingKey key) {
    return given(key).isPresent();
  }

  /** The given text, else the default, else nothing. */
  Optional<String> text(SettingKey key) {
    return given(key)
        .map(RawSettings.Given::value)
        .or(() -> Optional.of(key.defaultText()).filter(t -> !t.isEmpty()));
  }

  String source(SettingKey key) {
    return given(key).map(RawSettings.Given::source).orElse("default");
  }

  void problem(SettingKey key, String detail) {
    RawSettings.Given shown =
        raw.given(key).orElse(new RawSettings.Given(key.defaultText(), "default"));
    problems.add(SettingsProblem.of(key, shown, detail));
  }

  /** A problem with what this machine has; a warning, if the settings are for another one. */
  void problemHere(SettingKey key, String detail) {
    if (elsewhere) {
      warning(key, detail + " on this machine; it must be right where the application runs");
    } else {
      problem(key, detail);
    }
  }

  /** A problem unless another place, which is not known here, says more. */
  void problemUnlessSaidElsewhere(SettingKey key, String text) {
    if (elsewhere) {
      warning(key, text + ". Give it where the application runs, as " + key.environmentName());
    } else {
      plainProblem(key, text);
    }
  }

  /** A problem whose text says everything, value or not. */
  void plainProblem(SettingKey key, String text) {
    problems.add(new SettingsProblem(key.key(), key.key() + " (" + source(key) + "): " + text));
  }

  void warning(SettingKey key, String text) {
    warnings.add(key.key() + ": " + text);
  }

  List<SettingsProblem> problems() {
    return problems;
  }

  List<String> warnings() {
    return warnings;
  }

  /** Reads the value, or its default if the parser refuses it with a reason. */
  private <T> T parsed(SettingKey key, Function<String, T> parser) {
    try {
      return parser.apply(text(key).orElseThrow());
    } catch (IllegalArgumentException e) {
      problem(key, reason(e));
      return parser.apply(key.defaultText());
    }
  }

  static String reason(IllegalArgumentException e) {
    String message = e.getMessage();
    return message == null ? "is not understood" : message;
  }

  String choice(SettingKey key, String... choices) {
    return parsed(
        key,
        text -> {
          if (!List.of(choices).contains(text)) {
            throw new IllegalArgumentException(
                PLANNED.contains(key.key() + "=" + text)
                    ? "is not available in this version"
                    : "is not known");
          }
          return text;
        });
  }

  int integer(SettingKey key, int least, int greatest) {
    return parsed(
        key,
        text -> {
          if (!text.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException("is not a whole number");
          }
          int number = Integer.parseInt(text);
          if (number < least || number > greatest) {
            throw new IllegalArgumentException("is not between " + least + " and " + greatest);
          }
          return number;
        });
  }

  Duration duration(SettingKey key, Duration least, Duration greatest) {
    return parsed(
        key,
        text -> {
          Duration duration = readDuration(text);
          if (duration.compareTo(least) < 0 || duration.compareTo(greatest) > 0) {
            throw new IllegalArgumentException(
                "is not between " + DurationText.of(least) + " and " + DurationText.of(greatest));
          }
          return duration;
        });
  }

  private static Duration readDuration(String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not understood: " + e.getMessage(), e);
    }
  }

  /** The entries between line breaks and semicolons, each as the parser reads it. */
  <T> List<T> list(SettingKey key, Function<String, T> parser) {
    List<T> entries = new ArrayList<>();
    for (String piece : text(key).orElse("").split(ENTRY_SEPARATOR, -1)) {
      String entry = piece.strip();
      if (!entry.isEmpty()) {
        try {
          entries.add(parser.apply(entry));
        } catch (IllegalArgumentException e) {
          problem(key, reason(e));
        }
      }
    }
    if (isGiven(key) && text(key).orElse("").replace(';', ' ').isBlank()) {
      problem(key, "has no entry");
    }
    return List.copyOf(entries);
  }

  /** A path, relative ones below the container's base. */
  Optional<Path> path(SettingKey key) {
    return text(key)
        .flatMap(
            text -> {
              try {
                return Optional.of(base.resolve(text).toAbsolutePath().normalize());
              } catch (InvalidPathException e) {
                problem(key, "is not a path of this machine");
                return Optional.empty();
              }
            });
  }
}
