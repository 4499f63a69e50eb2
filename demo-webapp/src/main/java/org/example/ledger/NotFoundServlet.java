package org.example.ledger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The page behind every 404, whatever the method was. */
public final class NotFoundServlet extends PageServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    Html content =
        Html.of(
            """
            <p>We keep no such page. Perhaps it was moved, or the address has a slip of the pen.</p>
            <p><a class="button" href="{}/">To the front page</a></p>""",
            request.getContextPath());
    write(request, response, "Page not found", content);
  }
}
