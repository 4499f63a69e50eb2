package org.otpfilter.servlet;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.otpfilter.device.UserAccount;
import org.otpfilter.mark.Mark;
import org.otpfilter.user.UserId;

/**
 * A signed-in user at one request, from the store and never from a cache. Outlives nothing.
 *
 * @param mark the valid mark, in {@code S2} only
 * @param fresh whether the mark is young enough for device changes
 */
record Standing(
    State state,
    UserId user,
    HttpSession session,
    UserAccount account,
    @Nullable Mark mark,
    boolean fresh) {}
