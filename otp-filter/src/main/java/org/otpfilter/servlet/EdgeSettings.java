package org.otpfilter.servlet;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.otpfilter.user.TrustedProxies;

/**
 * What the pages go by. Holds no key.
 *
 * @param basePath below the context root, such as {@code /otp}
 * @param logoutUrl a path with the context path, or an absolute URL
 * @param origins whose POSTs are taken in place of the request's own; empty for the request's own
 * @param keepSessionId the session id stays at verification, and a cookie of ours is bound instead
 * @param partly the host shows its user on some paths only
 * @param enrolmentRequired the last device has to stay
 * @param issuer as the authenticator app shows it
 * @param digits of the codes of new devices
 * @param reporting everything of the application's passes, and no session is ended
 * @param operators who may see the report
 */
public record EdgeSettings(
    String basePath,
    String logoutUrl,
    Set<String> origins,
    boolean insecureHttpAllowed,
    boolean keepSessionId,
    Duration verifiedFor,
    Duration pendingFor,
    boolean partly,
    boolean enrolmentRequired,
    TrustedProxies proxies,
    String issuer,
    int digits,
    boolean reporting,
    Operators operators) {

  public EdgeSettings {
    origins = Set.copyOf(origins);
  }

  /** The origin of an absolute {@code logoutUrl}, for the policy of pages with a form. */
  @Nullable String logoutOrigin() {
    if (logoutUrl.startsWith("/")) {
      return null;
    }
    URI url = URI.create(logoutUrl);
    return url.getScheme() + "://" + url.getRawAuthority();
  }
}
