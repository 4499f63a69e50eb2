package org.otpfilter.page;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the enrolment page shows. It carries the new secret, which nothing here prints or keeps.
 *
 * @param issuer as the authenticator app will show it
 * @param account as the authenticator app will show it
 * @param secretBase32 the new secret, unbroken and without padding
 * @param uri the same as an {@code otpauth:} URI
 * @param digits how many digits the first code has
 * @param further whether the user has a device already
 */
public record EnrolView(
    String issuer,
    String account,
    String secretBase32,
    String uri,
    int digits,
    @Nullable Notice notice,
    @Nullable Wait pause,
    boolean further) {
  public EnrolView {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(account, "account");
    if (!uri.startsWith("otpauth://")) {
      throw new IllegalArgumentException("The URI of a new device must begin with otpauth://");
    }
    if (!secretBase32.matches("[A-Z2-7]+")) {
      throw new IllegalArgumentException("A secret is shown as Base32 without padding or blanks");
    }
  }

  /** Names the account; never the secret. */
  @Override
  public String toString() {
    return "EnrolView[issuer=" + issuer + ", account=" + account + ", digits=" + digits + "]";
  }
}
