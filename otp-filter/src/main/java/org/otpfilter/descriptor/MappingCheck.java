package org.otpfilter.descriptor;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What does not meet the filter, or meets other filters first. */
final class MappingCheck {

  private static final List<String> UPGRADE =
      List.of(".WebSocketUpgradeFilter", ".websocket.server.WsFilter", ".JsrWebSocketFilter");

  private final Case subject;
  private final List<Finding> findings = new ArrayList<>();

  private MappingCheck(Case subject) {
    this.subject = subject;
  }

  static List<Finding> look(Case subject) {
    MappingCheck check = new MappingCheck(subject);
    if (subject.ownMappings().isEmpty()) {
      check.unseen();
    } else {
      check.dispatches();
      check.async();
      List<FilterDef> before = subject.others(true);
      before.forEach(check::before);
      Set<String> names = before.stream().map(FilterDef::name).collect(Collectors.toSet());
      subject.others(false).forEach(filter -> check.behind(filter, names.contains(filter.name())));
    }
    return check.findings;
  }

  private void unseen() {
    if (subject.running()) {
      findings.add(
          Finding.warning(
              subject.quotedName()
                  + " is mapped by code and not in web.xml: its dispatcher types and its place"
                  + " among the filters could not be seen"));
    }
  }

  private void dispatches() {
    Set<Dispatch> missing = EnumSet.allOf(Dispatch.class);
    subject.ownMappings().stream()
        .filter(FilterMapping::everything)
        .forEach(m -> missing.removeAll(m.dispatches()));
    if (missing.contains(Dispatch.REQUEST)) {
      findings.add(
          Finding.error(
              subject.quotedName()
                  + " is not mapped to /* for requests: other paths are not protected"
                  + outside()));
      missing.remove(Dispatch.REQUEST);
    }
    Set<Dispatch> unnameable = EnumSet.copyOf(missing);
    unnameable.retainAll(subject.app().merged().header().unnameable());
    if (!subject.running() && !unnameable.isEmpty()) {
      missing.removeAll(unnameable);
      findings.add(
          Finding.info(
              "web.xml is too old to name the dispatcher types "
                  + unnameable
                  + "; the filter adds them at start"));
    }
    if (!missing.isEmpty()) {
      findings.add(
          Finding.warning(
              subject.quotedName()
                  + " is not mapped to the dispatcher types "
                  + missing
                  + ": what the application reaches by them is not protected"));
    }
  }

  private String outside() {
    List<String> outside =
        subject.app().merged().servlets().stream()
            .filter(servlet -> !servlet.patterns().isEmpty())
            .filter(servlet -> !servlet.patterns().stream().allMatch(p -> covered(servlet, p)))
            .map(servlet -> "\"" + servlet.name() + "\" " + servlet.patterns())
            .toList();
    return outside.isEmpty() ? "" : "; outside are the servlets " + String.join(", ", outside);
  }

  private boolean covered(ServletDef servlet, String pattern) {
    return subject.ownMappings().stream()
        .filter(m -> m.dispatches().contains(Dispatch.REQUEST))
        .anyMatch(
            m ->
                m.servlets().contains(servlet.name())
                    || m.servlets().contains("*")
                    || m.patterns().stream().anyMatch(own -> covers(own, pattern)));
  }

  private static boolean covers(String own, String pattern) {
    if (own.equals(pattern)) {
      return true;
    }
    if (!own.endsWith("/*")) {
      return false;
    }
    String folder = own.substring(0, own.length() - 2);
    return pattern.equals(folder) || pattern.startsWith(folder + "/");
  }

  private void async() {
    boolean tooOld = subject.app().merged().header().unnameable().contains(Dispatch.ASYNC);
    if (tooOld || subject.filter().map(FilterDef::async).orElse(true)) {
      return;
    }
    String users =
        subject.app().merged().servlets().stream()
            .filter(ServletDef::async)
            .map(ServletDef::name)
            .collect(Collectors.joining(", "));
    findings.add(
        Finding.warning(
            subject.quotedName()
                + " does not say <async-supported>true</async-supported>: behind it nothing can"
                + " answer asynchronously"
                + (users.isEmpty() ? "" : " (" + users + " want to)")));
  }

  private void before(FilterDef filter) {
    String runs = "\"" + filter.name() + "\" (" + filter.className() + ") runs before ";
    Optional<KnownFilters.Match> known = subject.known().find(filter);
    KnownFilters.Kind kind = known.map(KnownFilters.Match::kind).orElse(null);
    String library = known.map(KnownFilters.Match::library).orElse("");
    if (kind == KnownFilters.Kind.SIGN_IN) {
      findings.add(
          Finding.info(
              "the filter "
                  + runs
                  + subject.quotedName()
                  + ", as it should: "
                  + library
                  + " signs users in"));
    } else if (kind == KnownFilters.Kind.HARMLESS) {
      findings.add(
          Finding.info("the filter " + runs + subject.quotedName() + "; it makes no content"));
    } else if (kind == KnownFilters.Kind.CONTENT) {
      findings.add(
          Finding.warning(
              "the filter "
                  + runs
                  + subject.quotedName()
                  + " and makes content ("
                  + library
                  + "): what it makes is not protected; map it behind"));
    } else if (!isUpgrade(filter)) {
      findings.add(
          Finding.warning(
              "the filter "
                  + runs
                  + subject.quotedName()
                  + ": right for one that signs users in, wrong for one that makes content"));
    }
  }

  /** Whether it is a container's own for WebSockets. */
  static boolean isUpgrade(FilterDef filter) {
    return UPGRADE.stream().anyMatch(filter.className()::endsWith);
  }

  private void behind(FilterDef filter, boolean alsoBefore) {
    boolean signsIn =
        subject.known().find(filter).map(m -> m.kind() == KnownFilters.Kind.SIGN_IN).orElse(false);
    boolean seesRequest =
        subject.userSource().equals("remote-user") || subject.userSource().startsWith("request:");
    if (signsIn && seesRequest && !alsoBefore) {
      findings.add(
          Finding.warning(
              "the filter \""
                  + filter.name()
                  + "\" signs users in, but runs behind "
                  + subject.quotedName()
                  + ", which so does not see them (user = "
                  + subject.userSource()
                  + "); map "
                  + subject.quotedName()
                  + " right behind it"));
    }
  }
}
