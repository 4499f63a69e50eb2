package org.otpfilter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A security event as {@link OtpListener} sees it. Never holds a code, a key or a session id.
 *
 * @param type such as {@code device-confirmed}; docs/operating.md lists them
 * @param user the name as the application reported it, null where there is none
 * @param device id of the device, {@code recovery}, or null
 * @param address of the client, null where nobody asked
 * @param detail a reason in a few words, or null
 * @param count how many alike this event stands for, 1 or more
 */
public record OtpEvent(
    String type,
    Instant at,
    @Nullable String user,
    @Nullable String device,
    @Nullable String address,
    @Nullable String detail,
    int count) {}
