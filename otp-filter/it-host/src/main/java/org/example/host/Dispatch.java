package org.example.host;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Leads a request on to the path or servlet that the parameter {@code to} names, in the way that
 * {@code how} names, and signs in whom {@code as} names before it does.
 */
public final class Dispatch extends HttpServlet {
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String to = given(request.getParameter("to"));
    String as = request.getParameter("as");
    if (as != null) {
      request.getSession().setAttribute("account", new Account(as, "user"));
    }
    switch (given(request.getParameter("how"))) {
      case "forward" -> found(request.getRequestDispatcher(to)).forward(request, response);
      case "include" -> found(request.getRequestDispatcher(to)).include(request, response);
      case "named" -> found(getServletContext().getNamedDispatcher(to)).forward(request, response);
      case "async" -> {
        AsyncContext async = request.startAsync();
        async.dispatch(to);
      }
      case "error" -> response.sendError(Integer.parseInt(to));
      case "throw" -> throw new ServletException("asked to");
      default -> response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
  }

  private static String given(@Nullable String parameter) {
    return parameter == null ? "" : parameter;
  }

  private static RequestDispatcher found(@Nullable RequestDispatcher dispatcher)
      throws ServletException {
    if (dispatcher == null) {
      throw new ServletException("nothing to dispatch to");
    }
    return dispatcher;
  }
}
