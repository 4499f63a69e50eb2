package org.example.ledger;

import java.io.Serializable;
import java.util.Set;

/**
 * The signed-in person, as the session keeps it under {@link #ATTRIBUTE}. The login is what was
 * typed; the holder is the one spelling that the books use.
 */
public final class Account implements Serializable {

  /** Name of the session attribute. */
  static final String ATTRIBUTE = "account";

  private static final long serialVersionUID = 1L;

  private final String login;
  private final String holder;
  private final String displayName;
  private final String role;

  Account(String login, Person person) {
    this.login = login;
    this.holder = person.holder();
    this.displayName = person.displayName();
    this.role = person.role();
  }

  public String getLogin() {
    return login;
  }

  public String getHolder() {
    return holder;
  }

  public String getDisplayName() {
    return displayName;
  }

  public String getRole() {
    return role;
  }

  public Set<String> getRoles() {
    return Set.of(role);
  }

  public boolean isAdmin() {
    return role.equals("admin");
  }
}
