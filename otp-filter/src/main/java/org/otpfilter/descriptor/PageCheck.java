package org.otpfilter.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.otpfilter.policy.Requirement;
import org.otpfilter.policy.Strictness;

/** Pages that the container itself leads to: logins and error pages; and whether users are seen. */
final class PageCheck {

  private final Case subject;
  private final List<Finding> findings = new ArrayList<>();

  private PageCheck(Case subject) {
    this.subject = subject;
  }

  static List<Finding> look(Case subject) {
    PageCheck check = new PageCheck(subject);
    Optional<Descriptor.Login> login = subject.app().merged().login();
    login.ifPresent(check::login);
    check.constraints();
    check.user(login.map(Descriptor.Login::method).orElse(""));
    subject.app().merged().errorPages().forEach(check::errorPage);
    return check.findings;
  }

  private void login(Descriptor.Login login) {
    if (!login.method().equals("FORM")) {
      findings.add(
          Finding.info(
              "the container signs users in by "
                  + (login.method().isEmpty() ? "a method of its own" : login.method())
                  + ", and answers without a user before any filter runs"));
      return;
    }
    findings.add(
        Finding.info(
            "FORM login: /j_security_check is taken by the container before any filter; to the page "
                + login.loginPage()
                + " Tomcat forwards and Jetty redirects"));
    for (String page : List.of(login.loginPage(), login.errorPage())) {
      String path = path(page);
      Requirement needed = subject.requirementFor(path, false);
      if (!path.isEmpty() && needed.strictness() == Strictness.VERIFIED_ONLY) {
        findings.add(
            Finding.warning(
                "the login page "
                    + path
                    + " needs '"
                    + needed
                    + "', so nobody could sign in; a rule '"
                    + path
                    + " open' before that one lets them"));
      }
    }
  }

  /** A location without its query. */
  private static String path(String location) {
    return location.replaceFirst("[?#;].*", "");
  }

  private void constraints() {
    List<String> patterns =
        subject.app().merged().constraints().stream()
            .filter(Descriptor.Constraint::demandsLogin)
            .flatMap(c -> c.patterns().stream())
            .distinct()
            .toList();
    if (!patterns.isEmpty()) {
      findings.add(
          Finding.info(
              "security constraints on "
                  + patterns
                  + " are decided by the container before any filter"));
    }
  }

  private void user(String method) {
    if (subject.filter().isEmpty() || !subject.userSource().equals("remote-user")) {
      return;
    }
    boolean seen =
        !method.isEmpty()
            || !subject.app().merged().constraints().isEmpty()
            || !subject.app().initializers().isEmpty()
            || subject.app().merged().filters().stream()
                .flatMap(f -> subject.known().find(f).stream())
                .anyMatch(m -> m.kind() == KnownFilters.Kind.SIGN_IN);
    if (!seen) {
      findings.add(
          Finding.warning(
              "user = remote-user, but nothing here signs users in for the container (no"
                  + " login-config, no known filter): if the application keeps its own login,"
                  + " nobody would ever be asked for a code; say where it is, such as"
                  + " session:ATTRIBUTE"));
    }
  }

  private void errorPage(Descriptor.ErrorPage page) {
    String path = path(page.location());
    if (path.startsWith("/WEB-INF/") || !path.startsWith("/") || subject.filter().isEmpty()) {
      return;
    }
    Requirement needed = subject.requirementFor(path, false);
    if (needed.open()) {
      return;
    }
    String cause = page.cause().isEmpty() ? "everything" : page.cause();
    String text =
        "the error page for "
            + cause
            + ", "
            + path
            + ", needs '"
            + needed
            + "': users without a code get the status without a page; a rule '"
            + path
            + " open', or a place below /WEB-INF/, shows it";
    findings.add(
        cause.equals("403") || cause.equals("401") || page.cause().isEmpty()
            ? Finding.warning(text)
            : Finding.info(text));
  }
}
