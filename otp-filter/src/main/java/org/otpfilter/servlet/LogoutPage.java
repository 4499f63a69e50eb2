package org.otpfilter.servlet;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.EventType;
import org.otpfilter.mark.Mark;
import org.otpfilter.mark.SessionMemory;
import org.otpfilter.user.UserId;

/** Ends the session in any state, also where the store is down or the connection is not secure. */
final class LogoutPage {
  private final EdgeSettings settings;
  private final Examination examination;
  private final Replies replies;

  LogoutPage(EdgeSettings settings, Examination examination, Replies replies) {
    this.settings = settings;
    this.examination = examination;
    this.replies = replies;
  }

  void post(Exchange x) throws IOException {
    HttpSession session = x.session();
    if (session != null && !session.isNew()) {
      UserId user = user(session);
      if (examination.form(x, user).isEmpty()) {
        return;
      }
      examination.note(x, EventType.SIGNED_OUT, user);
    }
    SessionEnd.end(x.request());
    x.response().setHeader("Clear-Site-Data", "\"cache\"");
    if (settings.keepSessionId()) {
      BindingCookie.remove(x);
    }
    replies.redirect(x, 303, settings.logoutUrl());
  }

  private static @Nullable UserId user(HttpSession session) {
    Mark mark = SessionMemory.mark(session);
    return mark == null ? SessionMemory.pending(session) : mark.user();
  }
}
