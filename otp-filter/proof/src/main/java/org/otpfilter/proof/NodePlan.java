package org.otpfilter.proof;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a container has to serve.
 *
 * @param port on the loopback address, 0 for any that is free
 * @param threads at most
 * @param sessionSeconds after which an idle session ends, -1 for never
 * @param sessions where sessions are shared with other nodes; null for this one's memory
 * @param filter init-params of the filter; null for an application without it
 */
record NodePlan(
    int port,
    int threads,
    int sessionSeconds,
    @Nullable DatabaseOptions sessions,
    @Nullable Map<String, String> filter) {}
