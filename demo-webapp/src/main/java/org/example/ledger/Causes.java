package org.example.ledger;

import java.util.ArrayList;
import java.util.List;

/** What a chain of causes says, for a person. */
final class Causes {

  private Causes() {}

  /** The messages from outside in, one a line, without those that only repeat another. */
  static String text(Throwable failure) {
    List<String> lines = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      boolean quotesCause = cause.getCause() != null && message.equals(cause.getCause().toString());
      if (!quotesCause && lines.stream().noneMatch(line -> line.contains(message))) {
        lines.add(message);
      }
    }
    return String.join("\n  ", lines);
  }
}
