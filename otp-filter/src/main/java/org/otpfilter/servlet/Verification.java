package org.otpfilter.servlet;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import org.otpfilter.mark.Mark;
import org.otpfilter.mark.SessionMemory;
import org.otpfilter.secret.Randomness;

/**
 * Makes a session a verified one: its id changes, the form token ends, and only then the mark is
 * set (R057). Judges no code.
 */
final class Verification {
  private final EdgeSettings settings;
  private final Randomness randomness;

  Verification(EdgeSettings settings, Randomness randomness) {
    this.settings = settings;
    this.randomness = randomness;
  }

  void mark(Exchange x, Standing standing, long epoch, String device, Instant at) {
    HttpSession session = standing.session();
    String binding = "";
    if (settings.keepSessionId()) {
      binding = randomness.token();
    } else {
      var unused = x.request().changeSessionId();
    }
    FormTokens.drop(session);
    SessionMemory.setMark(
        session,
        Mark.of(
            standing.user(),
            epoch,
            device,
            at,
            x.secure(),
            ContainerLogin.remembered(session),
            binding));
    if (!binding.isEmpty()) {
      BindingCookie.set(x, binding);
    }
  }
}
