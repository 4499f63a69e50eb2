package org.otpfilter.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The report as its template reads it. */
final class ReportModel {

  private ReportModel() {}

  static void fill(Map<String, Object> model, ReportView view, Messages messages) {
    String kind = view.reporting() ? "report.lead" : "report.lead-enforce";
    model.put("lead", messages.text(kind, view.requests(), view.users(), view.since()));
    model.put("rows", rows(view, messages));
    model.put("empty", view.rows().isEmpty());
    if (view.moreRows() > 0) {
      model.put("moreRows", messages.text("report.more", view.moreRows()));
    }
    model.put("people", people(view, messages));
    model.put("everybody", view.notEnrolled().isEmpty());
    int more = view.notEnrolledAll() - view.notEnrolled().size();
    if (more > 0) {
      model.put("morePeople", messages.text("report.more", more));
    }
    model.put("merged", view.merged());
  }

  private static List<Map<String, Object>> rows(ReportView view, Messages messages) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (ReportView.Row row : view.rows()) {
      Map<String, Object> cells = new HashMap<>();
      String user = row.user();
      if (user != null) {
        cells.put("name", user);
      }
      cells.put("path", row.path());
      cells.put("rule", row.rule());
      cells.put("why", messages.text("report.reason." + row.reason()));
      cells.put("clientText", messages.text("report.kind." + row.client()));
      cells.put("count", Long.toString(row.count()));
      cells.put("first", row.first());
      cells.put("last", row.last());
      rows.add(cells);
    }
    return rows;
  }

  private static List<Map<String, Object>> people(ReportView view, Messages messages) {
    List<Map<String, Object>> people = new ArrayList<>();
    for (ReportView.Person person : view.notEnrolled()) {
      people.add(
          Map.of(
              "name",
              person.name(),
              "seen",
              messages.text("report.seen", person.requests(), person.last())));
    }
    return people;
  }
}
