package org.example.attack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything that came back, a char for each byte. It has no status if it does not begin like HTTP.
 */
public record Reply(String raw) {
  private static final Pattern STATUS = Pattern.compile("HTTP/\\S+ (\\d{3})");

  /** The status of the first answer, 0 if there is none. */
  public int status() {
    Matcher matcher = STATUS.matcher(raw);
    return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** Whether something went wrong; 503 says that the database took too long, as it may. */
  boolean isFault() {
    return status() >= 500 && status() != 503;
  }

  /** Whether the text stands anywhere in it. */
  boolean holds(String text) {
    return raw.contains(text);
  }

  /** The first header of that name. */
  Optional<String> header(String name) {
    Matcher matcher =
        Pattern.compile("(?im)^" + Pattern.quote(name) + ":[ \\t]*(.*?)[ \\t]*\\r?$")
            .matcher(head());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  String head() {
    int end = raw.indexOf("\r\n\r\n");
    return end < 0 ? raw : raw.substring(0, end);
  }

  String body() {
    int end = raw.indexOf("\r\n\r\n");
    return end < 0 ? "" : raw.substring(end + 4);
  }

  /** The text of a member of a JSON answer. */
  String member(String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\\[?\"([^\"]*)\"").matcher(raw);
    if (!matcher.find()) {
      throw new AssertionError("no \"" + name + "\" in " + raw);
    }
    return matcher.group(1);
  }
}
