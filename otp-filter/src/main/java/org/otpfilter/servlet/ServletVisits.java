package org.otpfilter.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.otpfilter.gate.Visits;
import org.otpfilter.mark.KnownMarks;
import org.otpfilter.mark.Mark;
import org.otpfilter.mark.SessionMemory;
import org.otpfilter.user.UserId;

/** Dispatches as the gate asks about them, read from the servlet request when asked. */
final class ServletVisits implements Visits<HttpServletRequest> {
  private final Visitors visitors;
  private final boolean reporting;
  private final KnownMarks marks = new KnownMarks();

  /**
   * Visits of those visitors.
   *
   * @param reporting nobody is denied, so no time begins with a first denial
   */
  ServletVisits(Visitors visitors, boolean reporting) {
    this.visitors = visitors;
    this.reporting = reporting;
  }

  @Override
  public Dispatch dispatch(HttpServletRequest request) {
    return switch (request.getDispatcherType()) {
      case FORWARD -> Dispatch.FORWARD;
      case INCLUDE -> Dispatch.INCLUDE;
      case ASYNC -> Dispatch.ASYNC;
      case ERROR -> Dispatch.ERROR;
      case REQUEST -> Dispatch.REQUEST;
    };
  }

  @Override
  public String method(HttpServletRequest request) {
    return request.getMethod();
  }

  @Override
  public String path(HttpServletRequest request) {
    if (dispatch(request) == Dispatch.INCLUDE
        && request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH) instanceof String path) {
      return joined(path, (String) request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO));
    }
    return joined(request.getServletPath(), request.getPathInfo());
  }

  @Override
  public boolean hasPathInfo(HttpServletRequest request) {
    if (dispatch(request) == Dispatch.INCLUDE
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
  public boolean showsUser(HttpServletRequest request) {
    return visitors.source().userName(request) != null;
  }

  @Override
  public @Nullable UserId user(HttpServletRequest request, @Nullable Mark mark) {
    String name = visitors.source().userName(request);
    if (name == null) {
      return null;
    }
    if (mark != null && mark.name().equals(name)) {
      return mark.user();
    }
    UserId pending = pending(request);
    return pending != null && pending.name().equals(name)
        ? pending
        : visitors.names().identify(name);
  }

  @Override
  public boolean inRole(HttpServletRequest request, String role) {
    return visitors.roles().inRole(request, role);
  }

  @Override
  public @Nullable Mark mark(HttpServletRequest request) {
    return marks.mark(session(request));
  }

  @Override
  public @Nullable UserId pending(HttpServletRequest request) {
    return SessionMemory.pending(session(request));
  }

  @Override
  public boolean verifiedByHeader(HttpServletRequest request, UserId user) {
    return HeaderCode.verified(request, user);
  }

  @Override
  public boolean secure(HttpServletRequest request) {
    return visitors.proxies().secure(request);
  }

  @Override
  public boolean carries(HttpServletRequest request, Mark mark) {
    return !request.isRequestedSessionIdFromURL()
        && (mark.binding().isEmpty() || BindingCookie.comesWith(request, mark, secure(request)));
  }

  @Override
  public boolean bringsPasswordOfAnyBut(HttpServletRequest request, @Nullable UserId user) {
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
  public void dropMark(HttpServletRequest request) {
    SessionMemory.dropMark(session(request));
  }

  @Override
  public void remember(HttpServletRequest request, UserId user) {
    HttpSession session = session(request);
    SessionMemory.remember(session, user);
    if (session != null) {
      ContainerLogin.note(request, session);
    }
  }

  @Override
  public void forget(HttpServletRequest request) {
    SessionMemory.forget(session(request));
  }

  @Override
  public Instant firstDenial(HttpServletRequest request, Instant now) {
    return reporting ? now : SessionMemory.firstDenial(session(request), now);
  }

  private static @Nullable HttpSession session(HttpServletRequest request) {
    return request.getSession(false);
  }
}
