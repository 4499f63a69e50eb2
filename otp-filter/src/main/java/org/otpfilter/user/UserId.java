package org.otpfilter.user;

import java.util.Objects;

/**
 * A user: the key, and the name as the host application reported it. The name is for display; it
 * may hold any character but NUL and lone surrogates, and nothing is looked up by it.
 */
public record UserId(UserKey key, String name) {

  public UserId {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(name, "name");
  }
}
