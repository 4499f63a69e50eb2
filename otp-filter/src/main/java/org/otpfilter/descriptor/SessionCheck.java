package org.otpfilter.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether sessions use cookies only, and with which flags. */
final class SessionCheck {

  private static final int FIRST_THAT_SAYS = 3;

  private SessionCheck() {}

  static List<Finding> look(Case subject) {
    WebApp app = subject.app();
    int version = app.webXml().map(d -> d.header().major()).orElse(FIRST_THAT_SAYS);
    if (!subject.running() && version < FIRST_THAT_SAYS) {
      return List.of(
          Finding.warning(
              "web.xml "
                  + app.webXmlVersion().orElse("without a version")
                  + " cannot say that sessions use cookies only, so their ids may stand in URLs"
                  + " (;jsessionid), nor which flags the cookie has: set both in the container, or"
                  + " move to version 3.0"));
    }
    List<Finding> findings = new ArrayList<>();
    Set<String> tracking =
        app.merged().sessions().map(Descriptor.Sessions::tracking).orElse(Set.of());
    if (!tracking.equals(Set.of("COOKIE")) && !tracking.equals(Set.of("SSL"))) {
      findings.add(
          Finding.warning(
              "sessions do not use cookies only"
                  + (tracking.isEmpty() ? "" : " but " + tracking)
                  + ": their ids may stand in URLs (;jsessionid); add"
                  + " <tracking-mode>COOKIE</tracking-mode> to <session-config>"));
    } else {
      findings.add(Finding.info("sessions use " + tracking + " only"));
    }
    findings.add(cookie(subject));
    return findings;
  }

  private static Finding cookie(Case subject) {
    Optional<Descriptor.Sessions> sessions = subject.app().merged().sessions();
    Boolean httpOnly = sessions.map(Descriptor.Sessions::httpOnly).orElse(null);
    Boolean secure = sessions.map(Descriptor.Sessions::secure).orElse(null);
    String flags = "the session cookie: HttpOnly " + said(httpOnly) + ", Secure " + said(secure);
    if (Boolean.TRUE.equals(httpOnly) && Boolean.TRUE.equals(secure)) {
      return Finding.info(flags);
    }
    if (Boolean.TRUE.equals(httpOnly) || (subject.running() && httpOnly == null)) {
      return Finding.info(
          flags + "; containers set Secure by themselves on requests that are https");
    }
    return Finding.warning(
        flags
            + "; say <http-only>true</http-only> in <cookie-config>: not every container sets it by"
            + " itself");
  }

  private static String said(@Nullable Boolean flag) {
    return flag == null ? "not said" : flag ? "yes" : "no";
  }
}
