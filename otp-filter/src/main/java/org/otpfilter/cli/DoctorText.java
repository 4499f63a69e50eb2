package org.otpfilter.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.otpfilter.descriptor.FilterDef;
import org.otpfilter.descriptor.FilterMapping;
import org.otpfilter.descriptor.Finding;
import org.otpfilter.descriptor.ServletDef;
import org.otpfilter.descriptor.WebApp;
import org.otpfilter.page.Json;

/** A diagnosis as text, for people and for programs. It judges nothing. */
record DoctorText(WebApp app, List<Finding> findings) {

  /** One JSON object in ASCII, on one line. */
  String json() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("namespace", app.flavour().word());
    object.put("webXmlVersion", app.webXmlVersion().orElse(null));
    object.put("installed", app.installed());
    object.put("findings", findings.stream().map(f -> finding(f.level(), f.text())).toList());
    Map<String, Object> filters = new LinkedHashMap<>();
    app.merged().filters().forEach(f -> filters.put(f.name(), filter(f)));
    object.put("filters", filters);
    Map<String, Object> servlets = new LinkedHashMap<>();
    app.merged().servlets().forEach(s -> servlets.put(s.name(), servlet(s)));
    object.put("servlets", servlets);
    object.put("webSockets", new LinkedHashMap<>(app.sockets()));
    return ascii(Json.object(object)) + System.lineSeparator();
  }

  /** The object for what cannot be read; it has the same members. */
  static String unreadable(String reason) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("namespace", null);
    object.put("webXmlVersion", null);
    object.put("installed", false);
    object.put("findings", List.of(finding(Finding.Level.ERROR, reason)));
    List.of("filters", "servlets", "webSockets").forEach(name -> object.put(name, Map.of()));
    return ascii(Json.object(object)) + System.lineSeparator();
  }

  private Map<String, Object> filter(FilterDef filter) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", filter.name());
    object.put("class", filter.className());
    object.put("asyncSupported", filter.async());
    object.put("mappings", mappings(filter).stream().map(DoctorText::mapping).toList());
    object.put("declaredIn", filter.where());
    return object;
  }

  private List<FilterMapping> mappings(FilterDef filter) {
    return app.merged().mappings().stream().filter(m -> m.filter().equals(filter.name())).toList();
  }

  private static Map<String, Object> mapping(FilterMapping mapping) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("patterns", mapping.patterns());
    object.put("servlets", mapping.servlets());
    object.put("dispatchers", mapping.dispatches().stream().sorted().map(Enum::name).toList());
    return object;
  }

  private static Map<String, Object> servlet(ServletDef servlet) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", servlet.name());
    object.put("class", servlet.type());
    object.put("asyncSupported", servlet.async());
    object.put("mappings", servlet.patterns());
    object.put("declaredIn", servlet.where());
    return object;
  }

  /** Whatever the terminal's character set, the same bytes. */
  static String ascii(String json) {
    StringBuilder out = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < 0x7f) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return out.toString();
  }

  /** For people. */
  String plain() {
    StringBuilder out = new StringBuilder();
    line(out, app.name());
    line(out, "  namespace  " + app.flavour().word() + (app.sure() ? "" : " (a guess)"));
    line(out, "  web.xml    " + app.webXmlVersion().orElse(app.webXml().isEmpty() ? "none" : "?"));
    line(out, "  installed  " + (app.installed() ? "yes" : "no"));
    for (Finding.Level level : Finding.Level.values()) {
      findings.stream()
          .filter(f -> f.level() == level)
          .forEach(f -> wrapped(out, String.format(Locale.ROOT, "%-9s", level.word()), f.text()));
    }
    filters(out);
    servlets(out);
    line(out, "");
    line(out, count());
    return out.toString();
  }

  private void filters(StringBuilder out) {
    if (app.merged().filters().isEmpty()) {
      return;
    }
    line(out, "");
    line(out, "Filters, in the order in which requests meet them:");
    app.merged().mappings().stream()
        .map(m -> "  " + m.filter() + "  " + m)
        .forEach(l -> line(out, l));
    app.merged().filters().stream()
        .filter(f -> mappings(f).isEmpty())
        .forEach(f -> line(out, "  " + f.name() + "  not mapped in any file that was read"));
  }

  private void servlets(StringBuilder out) {
    if (!app.merged().servlets().isEmpty()) {
      line(out, "");
      line(out, "Servlets:");
      app.merged().servlets().stream()
          .map(s -> "  " + s.name() + "  " + String.join(", ", shown(s.patterns())))
          .forEach(l -> line(out, l));
    }
  }

  private static List<String> shown(List<String> patterns) {
    return patterns.isEmpty()
        ? List.of("not mapped")
        : patterns.stream().map(p -> p.isEmpty() ? "the context root" : p).toList();
  }

  private String count() {
    return count(Finding.Level.ERROR, "error")
        + ", "
        + count(Finding.Level.WARNING, "warning")
        + ", "
        + count(Finding.Level.INFO, "note")
        + ".";
  }

  private String count(Finding.Level level, String word) {
    long count = findings.stream().filter(f -> f.level() == level).count();
    return count + " " + word + (count == 1 ? "" : "s");
  }

  /** Breaks a finding into lines of a terminal's width, the later ones indented. */
  private static void wrapped(StringBuilder out, String head, String text) {
    line(out, "");
    StringBuilder current = new StringBuilder(head);
    int width = head.length();
    for (String word : text.split(" ", -1)) {
      if (width > head.length() && width + 1 + word.length() > 100) {
        line(out, current.toString());
        current.setLength(0);
        current.append(" ".repeat(head.length()));
        width = head.length();
      }
      if (width > head.length()) {
        current.append(' ');
        width++;
      }
      current.append(word);
      width += word.length();
    }
    line(out, current.toString());
  }

  /** What comes from a WAR may hold anything, but not move the cursor of a terminal. */
  private static void line(StringBuilder out, String text) {
    text.codePoints().forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    out.append(System.lineSeparator());
  }

  private static Map<String, Object> finding(Finding.Level level, String text) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("level", level.word());
    object.put("text", text);
    return object;
  }
}
