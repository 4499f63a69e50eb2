package org.otpfilter.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The settings are wrong and nothing may start; it lists every problem at once, no secret. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<SettingsProblem> problems;

  SettingsException(List<SettingsProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(List<SettingsProblem> problems) {
    return IntStream.range(0, problems.size())
        .mapToObj(i -> "\n  " + (i + 1) + ". " + problems.get(i).text())
        .collect(Collectors.joining("", "otp-filter cannot start, its settings are wrong:", ""));
  }

  /** What is wrong, in the order of the keys. */
  public List<SettingsProblem> problems() {
    return problems;
  }
}
