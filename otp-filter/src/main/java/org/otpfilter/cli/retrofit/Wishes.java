package org.otpfilter.cli.retrofit;

import java.util.List;
import java.util.Optional;

/**
 * What the operator asked for, as it was typed.
 *
 * @param user where the user is found
 * @param rules a rule each
 * @param assignments {@code KEY=VALUE} each
 * @param after the filter behind which to go
 */
record Wishes(String user, List<String> rules, List<String> assignments, Optional<String> after) {

  /** Copies the lists. */
  Wishes {
    rules = List.copyOf(rules);
    assignments = List.copyOf(assignments);
  }
}
