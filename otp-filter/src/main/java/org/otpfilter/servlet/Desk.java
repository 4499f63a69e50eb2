package org.otpfilter.servlet;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.otpfilter.page.Chrome;
import org.otpfilter.page.Notice;

/** What the pages with forms have in common at hand. Keeps nothing of a request. */
record Desk(
    EdgeSettings settings,
    PageServices services,
    Examination examination,
    Replies replies,
    FormTokens tokens,
    Verification verification) {

  Chrome chrome(Exchange x, Standing standing) {
    return new Chrome(x.base(), tokens.of(standing.session()), standing.user().name());
  }

  Instant now() {
    return services.clock().instant();
  }

  /** The beginning of what a GET answers to scripts. */
  Map<String, Object> stateAndToken(Standing standing) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("state", standing.state().text());
    members.put("csrf", tokens.of(standing.session()));
    return members;
  }

  /** Leads to where the user wanted to go, or to the given place. */
  void toTarget(Exchange x, Standing standing, String otherwise) {
    String target = ReturnTarget.take(standing.session(), standing.user()).orElse(otherwise);
    replies.redirect(x, 303, target);
  }

  /** A problem for scripts; for browsers, the page again with that status and notice. */
  void again(Exchange x, Refusal refusal, String noticeKey, int digits, Form form)
      throws IOException {
    if (x.wantsJson()) {
      replies.problem(x, refusal);
    } else {
      Notice notice = Notice.of(noticeKey, Integer.toString(digits));
      replies.html(x, refusal.status(), form.show(notice));
    }
  }

  /** A page that can be shown again with a notice. */
  interface Form {
    String show(Notice notice) throws IOException;
  }
}
