package org.example.attack;

import java.util.List;

/**
 * What there is below the context path of the site.
 *
 * @param closed protected paths, each of which shows the canary to a verified user
 * @param open folders of paths that a rule opens, with a slash at the end
 * @param canary the text that every protected page shows and nothing else
 * @param served an open page that says how often protected pages were served
 * @param dispatch an open page that leads on to {@code to} as {@code how} says
 * @param closedDispatch the same, but protected
 * @param servlets names of the servlets behind the protected paths
 */
public record Layout(
    List<String> closed,
    List<String> open,
    String canary,
    String served,
    String dispatch,
    String closedDispatch,
    List<String> servlets) {
  /** Copies the lists. */
  public Layout {
    closed = List.copyOf(closed);
    open = List.copyOf(open);
    servlets = List.copyOf(servlets);
  }
}
