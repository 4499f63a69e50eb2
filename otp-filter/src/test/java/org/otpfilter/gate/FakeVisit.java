package org.otpfilter.gate;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.otpfilter.mark.Mark;
import org.otpfilter.user.UserId;

/** A dispatch and its session, as a test sets them. */
final class FakeVisit implements Visit {
  Dispatch dispatch = Dispatch.REQUEST;
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

  @Override
  public Dispatch dispatch() {
    return dispatch;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public boolean hasPathInfo() {
    return false;
  }

  @Override
  public @Nullable UserId user() {
    return user;
  }

  @Override
  public boolean inRole(String asked) {
    return asked.equals(role);
  }

  @Override
  public @Nullable Mark mark() {
    return mark;
  }

  @Override
  public @Nullable UserId pending() {
    return pending;
  }

  @Override
  public boolean verifiedByHeader(UserId asked) {
    return asked.equals(byHeader);
  }

  @Override
  public boolean secure() {
    return secure;
  }

  @Override
  public boolean carries(Mark asked) {
    return carries;
  }

  @Override
  public boolean bringsPasswordOfAnyBut(@Nullable UserId asked) {
    return bringsPassword && (asked == null || !asked.equals(passwordOf));
  }

  @Override
  public void dropMark() {
    mark = null;
  }

  @Override
  public void remember(UserId seen) {
    pending = seen;
  }

  @Override
  public void forget() {
    pending = null;
    firstDenial = null;
  }

  @Override
  public Instant firstDenial(Instant now) {
    firstDenial = Objects.requireNonNullElse(firstDenial, now);
    return firstDenial;
  }
}
