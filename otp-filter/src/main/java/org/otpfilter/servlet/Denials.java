package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otpfilter.gate.Decision;
import org.otpfilter.page.Chrome;
import org.otpfilter.page.Json;
import org.otpfilter.page.NoticeView;
import org.otpfilter.page.PageHeaders;
import org.otpfilter.page.Pages;

/** What a client gets instead of the application: the denial table of the HTTP contract. */
final class Denials {
  private final Pages pages;
  private final String pagesBase;

  /**
   * Denials that lead on to the product's pages.
   *
   * @param pagesBase context path and base path
   */
  Denials(Pages pages, String pagesBase) {
    this.pages = pages;
    this.pagesBase = pagesBase;
  }

  /** The kinds of clients that are told apart. */
  enum Client {
    NAVIGATION,
    FRAME,
    FORM,
    JSF,
    SCRIPT;

    static Client of(HttpServletRequest request) {
      if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
        return JSF;
      }
      String mode = request.getHeader("Sec-Fetch-Mode");
      if (!Accepts.html(request)
          || (mode != null && !mode.equals("navigate"))
          || "XMLHttpRequest".equalsIgnoreCase(request.getHeader("X-Requested-With"))) {
        return SCRIPT;
      }
      if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
        return FORM;
      }
      String destination = request.getHeader("Sec-Fetch-Dest");
      boolean framed =
          destination != null
              && switch (destination.toLowerCase(Locale.ROOT)) {
                case "frame", "iframe", "embed", "object" -> true;
                default -> false;
              };
      return framed ? FRAME : NAVIGATION;
    }
  }

  /** A denial with the page that leads on, null where none does. */
  record Denial(Decision reason, @Nullable String page) {
    String type() {
      return switch (reason) {
        case OTP_REQUIRED -> "otp-required";
        case ENROLMENT_REQUIRED -> "enrolment-required";
        case TOO_OLD -> "too-old";
        case SIGN_IN_REQUIRED, SESSION_OVER -> "sign-in-required";
        case UNAVAILABLE -> "unavailable";
        case PASS -> throw new IllegalStateException("a pass is no denial");
      };
    }

    int status() {
      return reason == Decision.UNAVAILABLE ? 503 : 403;
    }

    boolean redirects() {
      return switch (reason) {
        case OTP_REQUIRED, ENROLMENT_REQUIRED, TOO_OLD, SESSION_OVER -> true;
        case SIGN_IN_REQUIRED, UNAVAILABLE, PASS -> false;
      };
    }
  }

  /** Writes the denial. Reads no body. */
  void write(HttpServletRequest request, HttpServletResponse response, Client client, Denial denial)
      throws IOException {
    response.resetBuffer();
    PageHeaders.denial().forEach(response::setHeader);
    if (denial.reason() == Decision.UNAVAILABLE) {
      response.setHeader("Retry-After", "30");
    }
    String page = denial.page();
    if (page != null && denial.redirects() && client == Client.NAVIGATION) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", page);
      return;
    }
    if (page != null && denial.redirects() && client == Client.JSF) {
      response.setStatus(HttpServletResponse.SC_OK);
      body(
          request,
          response,
          "text/xml;charset=UTF-8",
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<partial-response><redirect url=\""
              + page.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;")
              + "\"/></partial-response>");
      return;
    }
    response.setStatus(denial.status());
    if (client == Client.SCRIPT || client == Client.JSF) {
      problem(request, response, denial.status(), denial.type(), page);
    } else {
      html(request, response, client, denial);
    }
  }

  static void problem(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String type,
      @Nullable String page)
      throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "urn:otpfilter:" + type);
    members.put("title", type.replace('-', ' '));
    members.put("status", status);
    if (page != null) {
      members.put("challenge", page);
    }
    body(request, response, "application/problem+json", Json.object(members));
  }

  private void html(
      HttpServletRequest request, HttpServletResponse response, Client client, Denial denial)
      throws IOException {
    boolean framed = client == Client.FRAME;
    (framed ? PageHeaders.inFrame() : PageHeaders.page(null)).forEach(response::setHeader);
    Chrome chrome = new Chrome(pagesBase, null, null);
    body(
        request, response, "text/html;charset=UTF-8", pages.notice(chrome, notice(client, denial)));
  }

  private static NoticeView notice(Client client, Denial denial) {
    String page = denial.page();
    if (denial.reason() == Decision.UNAVAILABLE) {
      return new NoticeView(
          "notice.unavailable.title", "notice.unavailable.text", null, null, false);
    }
    if (page == null || !denial.redirects() || denial.reason() == Decision.SESSION_OVER) {
      boolean framed = client == Client.FRAME;
      return page == null
          ? new NoticeView("notice.denied.title", "notice.denied.text", null, null, framed)
          : new NoticeView(
              "notice.sign-in.title", "notice.sign-in.text", page, "notice.sign-in.link", framed);
    }
    return client == Client.FRAME
        ? new NoticeView(
            "notice.in-frame.title", "notice.in-frame.text", page, "notice.in-frame.link", true)
        : new NoticeView(
            "notice.post-denied.title",
            "notice.post-denied.text",
            page,
            "notice.post-denied.link",
            false);
  }

  private static void body(
      HttpServletRequest request, HttpServletResponse response, String type, String text)
      throws IOException {
    response.setContentType(type);
    OutputStream out;
    try {
      out = response.getOutputStream();
    } catch (IllegalStateException written) {
      // the application took the writer before it forwarded, and some containers keep that
      response.getWriter().write(text);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setContentLength(bytes.length);
    if (!request.getMethod().equals("HEAD")) {
      out.write(bytes);
    }
  }
}
