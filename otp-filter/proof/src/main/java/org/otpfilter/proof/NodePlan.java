package org.otpfilter.proof;

import jakarta.servlet.Filter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a container has to serve.
 *
 * @param port on the loopback address, 0 for any that is free
 * @param threads at most
 * @param sessionSeconds after which an idle session ends, -1 for never
 * @param sessions where sessions are shared with other nodes; null for this one's memory
 * @param before the filter before the application; null for none
 */
record NodePlan(
    int port,
    int threads,
    int sessionSeconds,
    @Nullable DatabaseOptions sessions,
    @Nullable Before before) {

  /** A filter and its init-params. */
  record Before(Class<? extends Filter> type, Map<String, String> parameters) {}
}
