package org.otpfilter.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.otpfilter.gate.Visit;
import org.otpfilter.mark.Mark;
import org.otpfilter.mark.SessionMemory;
import org.otpfilter.user.UserId;

/** A dispatch as the gate asks about it, read from the servlet request when asked. One thread. */
final class ServletVisit implements Visit {
  private final HttpServletRequest request;
  private final Visitors visitors;
  private final boolean reporting;
  private final Dispatch dispatch;

  /**
   * A visit.
   *
   * @param reporting nobody is denied, so no time begins with a first denial
   */
  ServletVisit(HttpServletRequest request, Visitors visitors, boolean reporting) {
    this.request = request;
    this.visitors = visitors;
    this.reporting = reporting;
    this.dispatch = dispatchOf(request.getDispatcherType());
  }

  private static Dispatch dispatchOf(DispatcherType type) {
    return switch (type) {
      case FORWARD -> Dispatch.FORWARD;
      case INCLUDE -> Dispatch.INCLUDE;
      case ASYNC -> Dispatch.ASYNC;
      case ERROR -> Dispatch.ERROR;
      case REQUEST -> Dispatch.REQUEST;
    };
  }

  HttpServletRequest request() {
    return request;
  }

  @Override
  public Dispatch dispatch() {
    return dispatch;
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    if (dispatch == Dispatch.INCLUDE
        && request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH) instanceof String path) {
      return joined(path, (String) request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO));
    }
    return joined(request.getServletPath(), request.getPathInfo());
  }

  @Override
  public boolean hasPathInfo() {
    if (dispatch == Dispatch.INCLUDE
        && request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH) != null) {
      return request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO) != null;
    }
    return request.getPathInfo() != null;
  }

  static String joined(String servletPath, @Nullable String pathInfo) {
    if (pathInfo == null) {
      return servletPath.isEmpty() ? "/" : servletPath;
    }
    return servletPath.isEmpty() ? pathInfo : servletPath + pathInfo;
  }

  @Override
  public @Nullable UserId user() {
    String name = visitors.source().userName(request);
    if (name == null) {
      return null;
    }
    HttpSession session = session();
    Mark mark = SessionMemory.mark(session);
    if (mark != null && mark.name().equals(name)) {
      return mark.user();
    }
    UserId pending = SessionMemory.pending(session);
    return pending != null && pending.name().equals(name)
        ? pending
        : visitors.names().identify(name);
  }

  @Override
  public boolean inRole(String role) {
    return visitors.roles().inRole(request, role);
  }

  @Override
  public @Nullable Mark mark() {
    return SessionMemory.mark(session());
  }

  @Override
  public @Nullable UserId pending() {
    return SessionMemory.pending(session());
  }

  @Override
  public boolean verifiedByHeader(UserId user) {
    return HeaderCode.verified(request, user);
  }

  @Override
  public boolean secure() {
    return visitors.proxies().secure(request);
  }

  @Override
  public boolean carries(Mark mark) {
    return !request.isRequestedSessionIdFromURL()
        && (mark.binding().isEmpty() || BindingCookie.comesWith(request, mark, secure()));
  }

  @Override
  public boolean bringsPasswordOfAnyBut(@Nullable UserId user) {
    Enumeration<String> lines = request.getHeaders("Authorization");
    while (lines != null && lines.hasMoreElements()) {
      Credentials credentials = Credentials.read(lines.nextElement());
      if (credentials != null && !credentials.areOf(user, visitors.names())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void dropMark() {
    SessionMemory.dropMark(session());
  }

  @Override
  public void remember(UserId user) {
    HttpSession session = session();
    SessionMemory.remember(session, user);
    if (session != null) {
      ContainerLogin.note(request, session);
    }
  }

  @Override
  public void forget() {
    SessionMemory.forget(session());
  }

  @Override
  public Instant firstDenial(Instant now) {
    return reporting ? now : SessionMemory.firstDenial(session(), now);
  }

  @Nullable HttpSession session() {
    return request.getSession(false);
  }
}
