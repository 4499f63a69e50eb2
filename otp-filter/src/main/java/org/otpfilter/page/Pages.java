package org.otpfilter.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The product's pages as HTML text. It writes to no response, keeps nothing of what it shows, and
 * may be used by many threads.
 */
public final class Pages {
  private final Messages messages;
  private final Assets assets;
  private final Templates templates;
  private final String issuer;

  /**
   * Reads and compiles everything; what is broken stops here, with a {@link ThemeException} that
   * names the file.
   *
   * @param themeDir folder of the operator's own {@code *.mustache}, {@code messages.properties}
   *     and {@code otp.css}
   * @param issuer the application's name, the heading of every page
   */
  public Pages(@Nullable Path themeDir, String issuer) {
    Theme theme = new Theme(themeDir);
    this.messages = new Messages(theme);
    this.assets = new Assets(theme);
    this.templates = new Templates(theme);
    this.issuer = issuer;
  }

  /** Every text of these pages. */
  public Messages messages() {
    return messages;
  }

  /** The style sheet and script of these pages. */
  public Assets assets() {
    return assets;
  }

  /** The page that asks for a code. */
  public String challenge(Chrome chrome, ChallengeView view) {
    Map<String, Object> model = model(chrome, messages.text("challenge.title"));
    model.put("digits", view.digits());
    model.put("codeLabel", messages.text("challenge.label", view.digits()));
    model.put("recoveryOffered", view.recoveryOffered());
    model.put("focus", true);
    alert(model, view.notice(), view.pause());
    return templates.render("challenge", model);
  }

  /** The page that asks for a recovery code instead. */
  public String recovery(Chrome chrome, RecoveryView view) {
    Map<String, Object> model = model(chrome, messages.text("recovery.title"));
    alert(model, view.notice(), view.pause());
    return templates.render("recovery", model);
  }

  /** The page that shows a new secret and asks for its first code. */
  public String enrolment(Chrome chrome, EnrolView view) {
    String title = messages.text(view.further() ? "enrol.title-further" : "enrol.title");
    Map<String, Object> model = model(chrome, title);
    String label = messages.text("enrol.qr-label");
    model.put("qr", QrCode.svg(view.uri(), label));
    model.put("appIssuer", view.issuer());
    model.put("account", view.account());
    model.put("secret", view.secretBase32());
    model.put("secretGroups", groupsOfFour(view.secretBase32()));
    model.put("uri", view.uri());
    model.put("digits", view.digits());
    model.put("codeLabel", messages.text("enrol.code-label", view.digits()));
    model.put("further", view.further());
    // At first the QR code has to be seen, and focus would scroll past it.
    model.put("focus", view.notice() != null);
    alert(model, view.notice(), view.pause());
    return templates.render("enrol", model);
  }

  /** The page that shows new recovery codes, the only time that they are seen. */
  public String recoveryCodes(Chrome chrome, List<String> codes, boolean first) {
    Map<String, Object> model = model(chrome, messages.text("codes.title"));
    model.put("codes", List.copyOf(codes));
    model.put("codesText", String.join("\n", codes));
    model.put("download", "data:text/plain;charset=utf-8," + percent(codesFile(chrome, codes)));
    model.put("first", first);
    return templates.render("recovery-codes", model);
  }

  /** The page of what the user has enrolled. */
  public String devices(Chrome chrome, DevicesView view) {
    Map<String, Object> model = model(chrome, messages.text("devices.title"));
    boolean removable = view.devices().size() > 1 || view.mayRemoveLast();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (DeviceRow device : view.devices()) {
      Map<String, Object> row = new HashMap<>();
      row.put("id", device.id());
      row.put("name", device.name());
      row.put("added", messages.text("devices.added", device.addedOn()));
      row.put("number", rows.size() + 1);
      row.put("renameLabel", messages.text("devices.rename-label", device.name()));
      row.put("removeLabel", messages.text("devices.remove-label", device.name()));
      row.put("removable", removable);
      rows.add(row);
    }
    model.put("rows", rows);
    model.put("kept", !removable);
    model.put("left", messages.text("devices.codes-left", view.recoveryCodesLeft()));
    model.put("few", view.recoveryCodesLeft() <= 2);
    model.put("stale", !view.fresh());
    alert(model, view.notice(), null);
    return templates.render("devices", model);
  }

  /** The page of who was or would have been stopped, for operators. */
  public String report(Chrome chrome, ReportView view) {
    Map<String, Object> model = model(chrome, messages.text("report.title"));
    ReportModel.fill(model, view, messages);
    return templates.render("report", model);
  }

  /** A page that only says something. */
  public String notice(Chrome chrome, NoticeView view) {
    Map<String, Object> model = model(chrome, messages.text(view.titleKey()));
    model.put("text", messages.text(view.textKey()));
    model.put("top", view.top());
    String linkTextKey = view.linkTextKey();
    if (view.linkHref() != null && linkTextKey != null) {
      model.put("href", view.linkHref());
      model.put("linkText", messages.text(linkTextKey));
    }
    return templates.render("notice", model);
  }

  private Map<String, Object> model(Chrome chrome, String title) {
    Map<String, Object> model = new HashMap<>();
    model.put("t", messages.tree());
    model.put("base", chrome.base());
    model.put("issuer", issuer);
    model.put("title", title);
    model.put("style", assets.style().name());
    model.put("script", assets.script().name());
    if (chrome.csrf() != null) {
      model.put("csrf", chrome.csrf());
    }
    if (chrome.user() != null) {
      model.put("user", chrome.user());
    }
    return model;
  }

  private void alert(Map<String, Object> model, @Nullable Notice notice, @Nullable Wait wait) {
    model.put("alert", notice != null || wait != null);
    if (notice != null) {
      model.put("noticeText", messages.text(notice.messageKey(), notice.args().toArray()));
    }
    if (wait != null) {
      model.put("locked", wait.locked());
      model.put("waiting", !wait.locked());
      model.put("seconds", Long.toString(wait.seconds()));
      model.put("until", wait.untilText());
      model.put("untilText", wait.readable());
    }
  }

  private String codesFile(Chrome chrome, List<String> codes) {
    String user = chrome.user();
    String heading = messages.text("codes.file-heading", issuer, user == null ? "" : user);
    return heading.strip()
        + "\n\n"
        + String.join("\n", codes)
        + "\n\n"
        + messages.text("codes.file-note")
        + "\n";
  }

  private static String percent(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<String> groupsOfFour(String secret) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < secret.length(); i += 4) {
      groups.add(secret.substring(i, Math.min(i + 4, secret.length())));
    }
    return groups;
  }
}
