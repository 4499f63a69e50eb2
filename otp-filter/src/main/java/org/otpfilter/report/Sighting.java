package org.otpfilter.report;

import org.jspecify.annotations.Nullable;
import org.otpfilter.user.UserId;

/**
 * A request that was or would have been stopped; those that are equal are counted together.
 *
 * @param user who is signed in, null if nobody is or users are not told apart
 */
public record Sighting(@Nullable UserId user, Place place, Reason reason, ClientKind client) {
  private static final int LONGEST_NAME = 255;

  /** Cuts a name that is too long to be shown; the key still tells users apart. */
  public Sighting {
    if (user != null && user.name().length() > LONGEST_NAME) {
      user = new UserId(user.key(), user.name().substring(0, LONGEST_NAME - 1) + "…");
    }
  }

  Sighting withoutPath() {
    return new Sighting(user, place.withoutPath(), reason, client);
  }

  Sighting withoutUser() {
    return new Sighting(null, place.withoutPath(), reason, client);
  }

  Sighting because(Reason other) {
    return new Sighting(user, place, other, client);
  }

  /** The words for log and table; one text for all that are counted together, but for the user. */
  String text() {
    return reason.text()
        + " for "
        + client.text()
        + " at "
        + (place.dispatch().isEmpty() ? "" : place.dispatch() + " ")
        + place.path()
        + " by rule "
        + place.rule();
  }
}
