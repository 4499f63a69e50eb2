package org.otpfilter.page;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What frames every page: where it lives, the form token, and who is signed in. Without a token a
 * page offers no form, so not even the one that signs out.
 *
 * @param base context path and base path, such as {@code /demo/otp}
 * @param csrf the session's form token, or null where there is no session
 * @param user the signed-in user's name as the host application reports it
 */
public record Chrome(String base, @Nullable String csrf, @Nullable String user) {
  public Chrome {
    Objects.requireNonNull(base, "base");
  }

  /** Names the place and the user; never the token. */
  @Override
  public String toString() {
    return "Chrome[base=" + base + ", user=" + user + "]";
  }
}
