package org.otpfilter.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A servlet as it is declared, and its mappings.
 *
 * @param name its name
 * @param type its class, or its JSP file, or empty
 * @param patterns its mappings
 * @param async whether it says that it supports asynchronous requests
 * @param where the file, or the class, that declares it
 */
public record ServletDef(
    String name, String type, List<String> patterns, boolean async, String where) {

  /** Copies the patterns, each once. */
  public ServletDef {
    patterns = List.copyOf(new LinkedHashSet<>(patterns));
  }

  ServletDef with(List<String> more) {
    List<String> all = new ArrayList<>(patterns);
    all.addAll(more);
    return new ServletDef(name, type, all, async, where);
  }
}
