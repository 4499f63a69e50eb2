package org.otpfilter.descriptor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A filter as it is declared; not where it is mapped.
 *
 * @param name its name
 * @param className its class, or empty
 * @param async whether it says that it supports asynchronous requests
 * @param parameters its init-params, in their order
 * @param where the file, or the class, that declares it
 */
public record FilterDef(
    String name, String className, boolean async, Map<String, String> parameters, String where) {

  /** Copies the parameters. */
  public FilterDef {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
