package org.otpfilter.servlet;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otpfilter.page.ReportView;
import org.otpfilter.report.Place;
import org.otpfilter.report.Sighting;
import org.otpfilter.report.Snapshot;
import org.otpfilter.user.UserId;

/** Who was or would have been stopped, for verified operators; not there for anybody else. */
final class ReportPage implements Examination.Handler {
  private static final int MOST_SHOWN = 200;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Desk desk;

  ReportPage(Desk desk) {
    this.desk = desk;
  }

  @Override
  public boolean elsewhere(Exchange x, Standing standing) throws IOException {
    switch (standing.state()) {
      case S1N -> desk.examination().lead(x, Refusal.ENROLMENT_REQUIRED);
      case S1 -> {
        ReturnTarget.set(standing.session(), standing.user(), x.pathOf(Page.REPORT));
        desk.examination().lead(x, Refusal.OTP_REQUIRED);
      }
      default -> {
        if (isOperator(x, standing.user())) {
          return false;
        }
        desk.replies().refuse(x, Refusal.NOT_FOUND);
      }
    }
    return true;
  }

  private boolean isOperator(Exchange x, UserId user) {
    try {
      return desk.settings().operators().include(x.request(), user);
    } catch (RuntimeException e) {
      throw new UnreadableUserException(e);
    }
  }

  @Override
  public void get(Exchange x, Standing standing) throws IOException {
    Snapshot report = desk.services().recorder().snapshot();
    if (x.wantsJson()) {
      desk.replies().json(x, 200, members(standing, report));
    } else {
      desk.replies()
          .html(x, 200, desk.services().pages().report(desk.chrome(x, standing), view(report)));
    }
  }

  @Override
  public void post(Exchange x, Standing standing, FormBody form) {
    throw new IllegalStateException("the report takes no form");
  }

  private Map<String, Object> members(Standing standing, Snapshot report) {
    Map<String, Object> members = desk.stateAndToken(standing);
    members.put("mode", report.reporting() ? "report" : "enforce");
    members.put("since", report.since().toString());
    members.put("requests", report.requests());
    members.put("users", report.users());
    members.put("merged", report.merged());
    members.put("rows", report.rows().stream().map(ReportPage::row).toList());
    members.put("notEnrolled", report.notEnrolled().stream().map(ReportPage::person).toList());
    return members;
  }

  private static Map<String, @Nullable Object> row(Snapshot.Row row) {
    Sighting sighting = row.sighting();
    Place place = sighting.place();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("user", name(sighting));
    members.put("reason", sighting.reason().text());
    members.put("client", sighting.client().text());
    members.put("dispatch", place.dispatch().isEmpty() ? "REQUEST" : place.dispatch());
    members.put("path", place.path());
    members.put("rule", place.rule());
    members.put("count", row.count());
    members.put("first", row.first().toString());
    members.put("last", row.last().toString());
    return members;
  }

  private static Map<String, Object> person(Snapshot.Person person) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("user", person.user().name());
    members.put("requests", person.requests());
    members.put("last", person.last().toString());
    return members;
  }

  private static @Nullable String name(Sighting sighting) {
    UserId user = sighting.user();
    return user == null ? null : user.name();
  }

  private static ReportView view(Snapshot report) {
    List<ReportView.Row> rows = new ArrayList<>();
    for (Snapshot.Row row : report.rows().stream().limit(MOST_SHOWN).toList()) {
      Sighting sighting = row.sighting();
      Place place = sighting.place();
      rows.add(
          new ReportView.Row(
              name(sighting),
              place.dispatch().isEmpty() ? place.path() : place.dispatch() + " " + place.path(),
              place.rule(),
              sighting.reason().text(),
              sighting.client().text(),
              row.count(),
              minute(row.first()),
              minute(row.last())));
    }
    List<ReportView.Person> people =
        report.notEnrolled().stream()
            .limit(MOST_SHOWN)
            .map(p -> new ReportView.Person(p.user().name(), p.requests(), minute(p.last())))
            .toList();
    return new ReportView(
        report.reporting(),
        minute(report.since()),
        report.requests(),
        report.users(),
        rows,
        report.rows().size() - rows.size(),
        people,
        report.notEnrolled().size(),
        report.merged());
  }

  private static String minute(Instant at) {
    return MINUTE.format(at);
  }
}
