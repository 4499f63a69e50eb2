package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.otpfilter.gate.Visits.Dispatch;
import org.otpfilter.user.UserId;

/** A dispatch that the application should not get, for those who answer it. One thread. */
record ServletVisit(HttpServletRequest request, ServletVisits visits) {

  Dispatch dispatch() {
    return visits.dispatch(request);
  }

  String method() {
    return visits.method(request);
  }

  boolean hasPathInfo() {
    return visits.hasPathInfo(request);
  }

  boolean inRole(String role) {
    return visits.inRole(request, role);
  }

  String path() {
    return visits.path(request);
  }

  boolean secure() {
    return visits.secure(request);
  }

  @Nullable UserId user() {
    return visits.user(request, visits.mark(request));
  }

  @Nullable UserId pending() {
    return visits.pending(request);
  }

  void remember(UserId user) {
    visits.remember(request, user);
  }
}
