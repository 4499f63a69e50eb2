package org.otpfilter.gate;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.otpfilter.mark.Mark;
import org.otpfilter.user.UserId;

/** Dispatches as a test sets them. */
final class FakeVisits implements Visits<FakeVisit> {

  @Override
  public Dispatch dispatch(FakeVisit visit) {
    return visit.dispatch;
  }

  @Override
  public String method(FakeVisit visit) {
    return visit.method;
  }

  @Override
  public String path(FakeVisit visit) {
    return visit.path;
  }

  @Override
  public boolean hasPathInfo(FakeVisit visit) {
    return false;
  }

  @Override
  public boolean showsUser(FakeVisit visit) {
    return visit.user != null;
  }

  @Override
  public @Nullable UserId user(FakeVisit visit, @Nullable Mark mark) {
    return visit.user;
  }

  @Override
  public boolean inRole(FakeVisit visit, String asked) {
    return asked.equals(visit.role);
  }

  @Override
  public @Nullable Mark mark(FakeVisit visit) {
    return visit.mark;
  }

  @Override
  public @Nullable UserId pending(FakeVisit visit) {
    return visit.pending;
  }

  @Override
  public boolean verifiedByHeader(FakeVisit visit, UserId asked) {
    return asked.equals(visit.byHeader);
  }

  @Override
  public boolean secure(FakeVisit visit) {
    return visit.secure;
  }

  @Override
  public boolean carries(FakeVisit visit, Mark asked) {
    return visit.carries;
  }

  @Override
  public boolean bringsPasswordOfAnyBut(FakeVisit visit, @Nullable UserId asked) {
    return visit.bringsPassword && (asked == null || !asked.equals(visit.passwordOf));
  }

  @Override
  public void dropMark(FakeVisit visit) {
    visit.mark = null;
  }

  @Override
  public void remember(FakeVisit visit, UserId seen) {
    visit.pending = seen;
  }

  @Override
  public void forget(FakeVisit visit) {
    visit.pending = null;
    visit.firstDenial = null;
  }

  @Override
  public Instant firstDenial(FakeVisit visit, Instant now) {
    Instant first = Objects.requireNonNullElse(visit.firstDenial, now);
    visit.firstDenial = first;
    return first;
  }
}
