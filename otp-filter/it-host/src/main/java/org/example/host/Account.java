package org.example.host;

import java.io.Serializable;
import java.util.List;

/** Whom the application's own login has let in; it lies in the session as {@code account}. */
public final class Account implements Serializable {
  private static final long serialVersionUID = 1;

  private final String login;
  private final String role;

  Account(String login, String role) {
    this.login = login;
    this.role = role;
  }

  /** The user's name, as it was typed. */
  public String getLogin() {
    return login;
  }

  /** The user's roles. */
  public List<String> getRoles() {
    return List.of(role);
  }
}
