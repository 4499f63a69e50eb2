package org.example.undertow;

import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import java.security.Principal;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows everybody, under one password and with one role; names are taken as typed. */
final class Realm implements IdentityManager {
  private static final char[] PASSWORD = "wonderland".toCharArray();

  private record Person(Principal principal) implements Account {
    @Override
    public Principal getPrincipal() {
      return principal;
    }

    @Override
    public Set<String> getRoles() {
      return Set.of("user");
    }
  }

  private record Name(String name) implements Principal {
    @Override
    public String getName() {
      return name;
    }
  }

  @Override
  public Account verify(Account account) {
    return account;
  }

  @Override
  public @Nullable Account verify(String id, Credential credential) {
    return credential instanceof PasswordCredential typed
            && Arrays.equals(typed.getPassword(), PASSWORD)
        ? new Person(new Name(id))
        : null;
  }

  @Override
  public @Nullable Account verify(Credential credential) {
    return null;
  }
}
