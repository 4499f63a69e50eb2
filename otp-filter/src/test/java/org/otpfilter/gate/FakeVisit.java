package org.otpfilter.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.otpfilter.mark.Mark;
import org.otpfilter.user.UserId;

/** A dispatch and its session, as a test sets them. */
final class FakeVisit {
  Visits.Dispatch dispatch = Visits.Dispatch.REQUEST;
  String method = "GET";
  String path = "/page";
  @Nullable UserId user;
  @Nullable String role;
  @Nullable Mark mark;
  @Nullable UserId pending;
  @Nullable UserId byHeader;
  boolean secure;
  boolean carries = true;
  boolean bringsPassword;
  @Nullable UserId passwordOf;
  @Nullable Instant firstDenial;
}
