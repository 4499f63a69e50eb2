package org.otpfilter.page;

import org.jspecify.annotations.Nullable;

/**
 * What the challenge page shows. It knows no code.
 *
 * @param digits how many digits the user's codes have
 * @param recoveryOffered whether the page leads to the recovery page
 */
public record ChallengeView(
    int digits, @Nullable Notice notice, @Nullable Wait pause, boolean recoveryOffered) {}
