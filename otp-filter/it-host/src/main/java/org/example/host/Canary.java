package org.example.host;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Content that must be protected: it counts each time it is served, whatever the method, and shows
 * a text by which it is known. It reads nothing of the request but the names it prints.
 */
public final class Canary extends HttpServlet {
  static final String TEXT = "canary-of-the-protected-pages";
  private static final String COUNTER = "org.example.host.served";

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    counter(getServletContext()).incrementAndGet();
    response.setContentType("text/plain");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("X-Canary", TEXT);
    response
        .getWriter()
        .println(TEXT + " user=" + request.getRemoteUser() + " by=" + request.getDispatcherType());
  }

  /** How often protected content was served since the application started. */
  static AtomicLong counter(ServletContext context) {
    synchronized (Canary.class) {
      if (context.getAttribute(COUNTER) instanceof AtomicLong counter) {
        return counter;
      }
      AtomicLong counter = new AtomicLong();
      context.setAttribute(COUNTER, counter);
      return counter;
    }
  }
}
